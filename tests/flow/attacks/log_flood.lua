-- want: end
for i = 1, 100000 do log(("x"):rep(500)) end
