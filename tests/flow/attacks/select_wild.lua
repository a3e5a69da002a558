-- want: error index out of range
return select(math.mininteger, 1)
