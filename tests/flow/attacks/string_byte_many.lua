-- want: error string slice too long | error stack overflow | error not enough memory
return ("x"):rep(8000000):byte(1, -1)
