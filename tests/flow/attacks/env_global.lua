-- want: error not declared
secret = "kept"
