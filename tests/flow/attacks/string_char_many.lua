-- want: error too many results | error not enough memory | end
local t = {}
for i = 1, 100000 do t[i] = 65 end
return #string.char(table.unpack(t))
