-- want: error more than 32 KiB
return { [("k"):rep(100000)] = 1 }
