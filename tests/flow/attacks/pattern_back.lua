-- want: killed
(("a"):rep(5000)):match("(a*)(a*)%1%2b")
