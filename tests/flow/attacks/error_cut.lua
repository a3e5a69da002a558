-- want: error
error(("é"):rep(5000), 0)
