-- want: error there is no math.random
local got = math.random()
