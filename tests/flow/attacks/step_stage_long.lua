-- want: error stage needs a name
stage(("x"):rep(65))
