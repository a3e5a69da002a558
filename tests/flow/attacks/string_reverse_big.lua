-- want: end 6000000 | error not enough memory
return #("xy"):rep(3000000):reverse()
