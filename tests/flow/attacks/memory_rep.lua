-- want: error resulting string too large | error not enough memory
return ("x"):rep(1 << 40)
