-- want: error too many captures
return ("x"):match(("()"):rep(33))
