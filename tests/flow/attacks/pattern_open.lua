-- want: error unfinished capture
return ("x"):match("(x")
