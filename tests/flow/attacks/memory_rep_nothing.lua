-- want: killed
return #(""):rep(1 << 62)
