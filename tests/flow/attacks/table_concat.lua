-- want: error invalid value
return table.concat({}, "x", 1, 1 << 40)
