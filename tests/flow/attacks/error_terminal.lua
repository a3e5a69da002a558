-- want: error x
error("x\27[2J\27]0;mine\7\r\8", 0)
