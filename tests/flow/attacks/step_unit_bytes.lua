-- want: error UTF-8
ask.number { "a", min = 0, max = 1, unit = "\xff" }
