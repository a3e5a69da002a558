-- want: error invalid | killed
return string.format("%999999999d", 1)
