-- want: error there is no rawequal
local got = rawequal(1, 1)
