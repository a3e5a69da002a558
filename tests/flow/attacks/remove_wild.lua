-- want: error position out of bounds
return table.remove({ 1, 2 }, math.maxinteger)
