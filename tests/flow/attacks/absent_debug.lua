-- want: error there is no debug
local got = debug.getregistry()
