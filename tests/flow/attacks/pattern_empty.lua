-- want: end
return (("x"):rep(10):gsub("", "-")) .. (("x"):rep(3):gsub("x*", "."))
