-- want: error whole number
pay { "a", amount = "1000", of = "f", bill = "x" }
