-- want: error not a text
error()
