-- want: error xxxx | killed
error(("x"):rep(1000000))
