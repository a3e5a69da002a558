-- want: error no value
return string.format("%s %s %s", 1)
