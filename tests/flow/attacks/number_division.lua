-- want: end
return { math.mininteger // -1, math.mininteger % -1, 7 // -2, -7 % 3, 1 << 64, 1 << -1, -1 >> 63 }
