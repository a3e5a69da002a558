-- want: error after is not a case
send { "letter", after = { case = {} } }
