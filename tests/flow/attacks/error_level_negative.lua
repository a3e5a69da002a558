-- want: error | end
error("x", math.mininteger)
