-- want: error not enough memory | killed
local s = "x"
while true do s = s:gsub(".", "%0%0") end
