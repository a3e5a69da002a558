-- want: error too many elements to move | error destination wrap around
table.move({}, math.mininteger, math.maxinteger, 1)
