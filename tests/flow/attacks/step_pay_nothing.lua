-- want: error not more than 0
pay { "a", amount = -5, of = "f", bill = "x" }
