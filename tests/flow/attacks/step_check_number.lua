-- want: error not a function
ask.text { "a", check = 7 }
