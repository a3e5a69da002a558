-- want: error there is no loadstring
local got = loadstring("return 1")()
