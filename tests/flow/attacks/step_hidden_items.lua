-- want: error list of 2 to 7
ask.choice { "a", from = { "x", "y", z = "w" } }
