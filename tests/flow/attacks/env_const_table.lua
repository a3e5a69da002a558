-- want: error attempt to | end
local _ENV <const> = {}
local function f() return x.y end
return f()
