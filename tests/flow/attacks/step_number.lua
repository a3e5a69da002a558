-- want: error needs a key first
ask.text(7)
