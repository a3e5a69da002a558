-- want: error malformed pattern
return ("x"):match("%b(")
