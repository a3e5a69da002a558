-- want: error UTF-8
return { ("x"):rep(1000), "\xf0\x9f\x98" }
