-- want: error main.lua:999: mine
error("main.lua:999: mine", 0)
