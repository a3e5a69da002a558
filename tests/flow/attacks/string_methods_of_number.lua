-- want: error attempt to index a number
return (5):rep(3)
