-- want: error
return string.format("%\0p", "x")
