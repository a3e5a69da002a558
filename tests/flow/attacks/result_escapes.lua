-- want: error more than 32 KiB
send { "letter", s = ("\1"):rep(30000) }
