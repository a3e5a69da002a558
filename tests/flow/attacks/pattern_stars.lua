-- want: killed
(("a"):rep(1000)):match(("a*"):rep(50) .. "b")
