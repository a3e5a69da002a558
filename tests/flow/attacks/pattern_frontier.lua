-- want: killed
local s = ("a b "):rep(50000)
while true do s:gsub("%f[%w]%w+%f[%W]", "%0%0") end
