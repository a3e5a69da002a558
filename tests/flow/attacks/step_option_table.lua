-- want: error has no option
ask.text { "a", [{}] = 1 }
