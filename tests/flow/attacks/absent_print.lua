-- want: error there is no print
print(("x"):rep(100000))
