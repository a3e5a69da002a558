-- want: error too many results
return table.unpack({}, math.maxinteger - 1000000, math.maxinteger)
