-- want: step a
ask.text { "a", check = function() ask.text "b" end }
