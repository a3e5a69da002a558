-- want: end 1
local function f(_ENV) x = 1 return x end
return f({})
