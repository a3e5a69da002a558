-- want: error pattern too complex
return (("x"):rep(300000)):match(("(x?)"):rep(20) .. ("x?"):rep(300))
