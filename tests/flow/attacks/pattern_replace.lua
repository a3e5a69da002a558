-- want: error invalid
return ("x"):gsub("x", "%9")
