-- want: error not enough memory
local function keep(x) return function() return x, keep end end
local f = keep(0)
while true do f = keep(f) end
