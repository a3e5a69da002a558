-- want: error there is no load
local got = load("return 1")()
