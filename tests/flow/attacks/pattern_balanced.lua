-- want: killed
local s = ("("):rep(200000)
for _ in s:gmatch("%b()") do end
s:gsub("%b()", "")
while true do s:find("%b()") end
