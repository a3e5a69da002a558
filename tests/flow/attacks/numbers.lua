-- want: error attempt to
return math.mininteger // -1, 1 // 0
