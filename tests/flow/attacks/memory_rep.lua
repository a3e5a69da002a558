-- want: error resulting string too large | error not enough memory | killed
return ("x"):rep(1 << 40)
