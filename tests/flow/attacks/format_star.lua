-- want: error invalid conversion
return string.format("%*d", 1000000, 1)
