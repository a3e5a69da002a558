-- want: error a function
send { "letter", s = pcall }
