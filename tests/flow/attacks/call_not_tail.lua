-- want: error stack overflow | error not enough memory
local function f() f() end
f()
