-- want: error string slice too long | error stack overflow | error not enough memory
return utf8.codepoint(("x"):rep(4000000), 1, -1)
