-- want: error there is no rawlen
local got = rawlen({})
