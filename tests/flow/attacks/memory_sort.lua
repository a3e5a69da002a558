-- want: error not enough memory | killed
local t = {}
for i = 1, 500000 do t[i] = -i end
table.sort(t)
