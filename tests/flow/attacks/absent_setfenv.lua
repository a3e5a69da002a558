-- want: error there is no setfenv
local got = setfenv(1, {})
