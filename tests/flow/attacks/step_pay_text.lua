-- want: error whole number
pay { "a", amount = "1000", bill = "x" }
