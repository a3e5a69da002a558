-- want: end ""
return ("x"):rep(math.mininteger, ("y"):rep(1000))
