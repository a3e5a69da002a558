-- want: error without end
send { "letter", s = 0 / 0 }
