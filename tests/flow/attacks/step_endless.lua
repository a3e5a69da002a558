-- want: error whole number
ask.number { "a", min = 0, max = 1 / 0 }
