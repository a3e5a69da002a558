-- want: error not the same on every run
return string.format("%p", "x")
