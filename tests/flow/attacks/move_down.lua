-- want: killed
table.move({}, 1, math.maxinteger - 1, math.mininteger)
