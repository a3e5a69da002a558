-- want: error stack overflow | error not enough memory
local function f(...) local a, b, c, d, e, g, h = ... return 1 + f(a, b, c, d, e, g, h, ...) end
f(1, 2, 3, 4, 5, 6, 7)
