-- want: error not more than 0
pay { "a", amount = -5, bill = "x" }
