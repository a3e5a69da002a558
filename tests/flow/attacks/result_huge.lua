-- want: error more than
local t = {}
for i = 1, 100000 do t[i] = i end
send { "letter", t = t }
