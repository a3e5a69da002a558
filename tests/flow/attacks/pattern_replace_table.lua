-- want: error invalid replacement value
return ("x"):gsub("x", { x = {} })
