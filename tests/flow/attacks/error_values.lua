-- want: error not a text
error { message = "x", toString = pcall }
