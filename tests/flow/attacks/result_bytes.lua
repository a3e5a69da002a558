-- want: error UTF-8
send { "letter", s = "\xff\xfe\xc0\x80" }
