-- want: error ???
error("\xff\xfe\x80", 0)
