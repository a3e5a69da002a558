-- want: error position out of bounds
table.insert({}, 1 << 40, "x")
