-- want: killed
local function again() return again() end
again()
