-- want: error min is larger than max
ask.number { "a", min = 9, max = 1 }
