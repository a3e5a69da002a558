-- want: error
error("engine:1: mine", 0)
