-- want: killed
("'"):rep(3000):match(("'.-"):rep(40) .. "x")
