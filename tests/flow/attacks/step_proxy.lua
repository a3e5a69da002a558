-- want: error needs a key first | error there is no string.1
ask.text(string)
