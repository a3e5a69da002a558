-- want: error UTF-8
return { ["\xff"] = 1 }
