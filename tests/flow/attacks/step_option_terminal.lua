-- want: error has no option
ask.text { "a", ["\27[2J\n"] = 1 }
