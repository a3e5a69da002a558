-- want: error cannot be set
table.insert(string, "mine")
