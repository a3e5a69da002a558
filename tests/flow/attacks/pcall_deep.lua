-- want: end | error
local function deep(n) if n > 0 then return pcall(deep, n - 1) end error("bottom") end
return deep(150)
