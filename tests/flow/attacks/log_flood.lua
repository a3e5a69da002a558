-- want: end | killed
for i = 1, 5000 do log(("x"):rep(500)) end
