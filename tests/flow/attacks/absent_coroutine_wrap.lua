-- want: error there is no coroutine
local got = coroutine.wrap(pcall)(1)
