-- want: error invalid conversion
return string.format("%99.999f", 1)
