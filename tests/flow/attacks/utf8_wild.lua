-- want: error
return utf8.char(0x7fffffff + 1)
