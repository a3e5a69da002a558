-- want: error
a = a = a
