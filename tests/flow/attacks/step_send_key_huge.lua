-- want: error more than 32 KiB
send { "letter", [("k"):rep(40000)] = 1 }
