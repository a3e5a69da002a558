-- want: error | end
error("x", math.maxinteger)
