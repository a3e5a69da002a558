-- want: error not enough memory
local t = {}
for i = 1, 200000 do t[i] = i end
for _ in pairs(t) do for _ in pairs(t) do for _ in pairs(t) do for _ in pairs(t) do break end break end end end
local u = {}
while true do u[#u + 1] = pairs(t) end
