-- want: error more than 32 KiB
return ("\""):rep(30000)
