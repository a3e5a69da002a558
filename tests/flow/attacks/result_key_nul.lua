-- want: error UTF-8
return { ["a\0b"] = 1 }
