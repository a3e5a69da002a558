-- want: killed
for a in (("a"):rep(100000)):gmatch(".-b") do end
