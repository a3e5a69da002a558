-- want: error there is no arg
local got = arg[0]
