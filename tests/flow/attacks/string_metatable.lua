-- want: error attempt to index a function value
local x = ("").len.x or (1).x
