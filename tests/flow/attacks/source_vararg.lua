-- want: error cannot use
local function f() return ... end
