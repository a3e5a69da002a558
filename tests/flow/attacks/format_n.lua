-- want: error invalid conversion
return string.format("%n", 1)
