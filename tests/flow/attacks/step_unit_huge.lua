-- want: error more than 32 KiB
ask.number { "a", min = 0, max = 1, unit = ("x"):rep(1000000) }
