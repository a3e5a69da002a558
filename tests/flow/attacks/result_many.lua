-- want: error more than 2000 values
local t = {}
for i = 1, 2001 do t[i] = i end
return t
