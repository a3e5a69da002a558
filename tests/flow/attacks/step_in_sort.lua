-- want: step a
table.sort({ 2, 1 }, function(a, b) ask.text "a" return a < b end)
