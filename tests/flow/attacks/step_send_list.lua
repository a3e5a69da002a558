-- want: error every value has a name
send { "a", "b", "c" }
