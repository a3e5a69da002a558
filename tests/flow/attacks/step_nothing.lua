-- want: error needs a key first
ask.text()
