-- want: error more than 32 KiB
send { "letter", s = ("x"):rep(1000000) }
