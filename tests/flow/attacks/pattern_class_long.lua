-- want: killed
local s = ("b"):rep(60000)
while true do s:find("[" .. ("a"):rep(60000) .. "]") end
