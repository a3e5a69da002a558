-- want: error deep
send { "letter", t = { { { { { { { 1 } } } } } } } }
