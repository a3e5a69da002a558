-- want: error there is no getfenv
local got = getfenv(1)
