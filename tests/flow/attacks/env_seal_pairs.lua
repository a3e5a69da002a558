-- want: end {"a":0,"b":0} | end
local n, m = 0, 0
for _ in pairs(ask) do n = n + 1 end
for _ in pairs(_ENV) do m = m + 1 end
return { a = n, b = m }
