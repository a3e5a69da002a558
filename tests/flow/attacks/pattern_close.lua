-- want: error invalid pattern capture
return ("x"):match("x)")
