-- want: error needs a key first
ask.text "a\"},{\"type\":\"end\""
