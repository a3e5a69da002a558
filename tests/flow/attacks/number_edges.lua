-- want: end
return { math.mininteger, math.maxinteger, 1e308, 5e-324, -0.0, 2 ^ 53, 2 ^ 63, 0x7fffffffffffffff + 1 }
