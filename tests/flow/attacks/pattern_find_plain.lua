-- want: killed
local s = ("a"):rep(4000000)
while true do s:find(("a"):rep(2000) .. "b", 1, true) end
