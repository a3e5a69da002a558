-- want: error has no option
ask.text { "a", [("x"):rep(100000)] = 1 }
