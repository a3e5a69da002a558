-- want: error UTF-8
send { "letter", a = "x\0y" }
