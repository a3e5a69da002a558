-- want: error not enough memory | error resulting string too large
local s = "x"
for i = 1, 64 do s = s:rep(1000) end
