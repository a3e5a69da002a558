-- want: error cannot wait inside gsub
("x"):gsub("x", function() ask.text "a" end)
