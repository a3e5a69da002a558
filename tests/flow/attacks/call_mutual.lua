-- want: error stack overflow | error not enough memory
local g
local function f() return (g()) end
g = function() return (f()) end
f()
