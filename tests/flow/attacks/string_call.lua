-- want: error attempt to call a string
return ("x")("y")
