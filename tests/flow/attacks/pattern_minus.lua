-- want: killed
(("a"):rep(20000)):match("^" .. (".-"):rep(20) .. "b$")
