-- want: end [3,1,0]
-- The last whole numbers: a loop must not go round.
local a, b, c = 0, 0, 0
for i = math.maxinteger - 2, math.maxinteger do a = a + 1 end
for i = math.mininteger, math.mininteger, -1 do b = b + 1 end
for i = 1, 0 do c = c + 1 end
return { a, b, c }
