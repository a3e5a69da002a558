-- want: error not enough memory
local t = table.pack(table.unpack({}, 1, 200000))
while true do t = { t, table.pack(table.unpack({}, 1, 200000)) } end
