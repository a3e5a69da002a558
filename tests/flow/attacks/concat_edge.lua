-- want: error invalid value
return table.concat({}, "", math.maxinteger - 1, math.maxinteger)
