-- want: error | end
return utf8.offset("abc", math.maxinteger, math.mininteger)
