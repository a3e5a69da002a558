-- want: killed | error
local function again() each("a", 20, again) end
while true do pcall(again) end
