-- want: error resulting string too large | error not enough memory
return ("x"):rep(math.maxinteger, "y")
