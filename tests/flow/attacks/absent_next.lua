-- want: error there is no next
local got = next({})
