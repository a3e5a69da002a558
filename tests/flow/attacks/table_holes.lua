-- want: error | end
local t = {}
for i = 1, 100 do t[1 << (i % 40)] = i end
return #t > 0
