-- want: error there is no unpack
local got = unpack({ 1 })
