-- want: error more than | killed
local t = {}
for i = 1, 100000 do t[i] = i end
send { "letter", t = t }
