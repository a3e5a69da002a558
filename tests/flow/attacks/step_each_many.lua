-- want: error each needs
each("a", 1 << 40, pcall)
