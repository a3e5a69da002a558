-- want: end | error | killed
local f = error
for i = 1, 100000 do local g = f f = function() return pcall(g) end end
return f()
