-- want: error base out of range
return tonumber("10", 99)
