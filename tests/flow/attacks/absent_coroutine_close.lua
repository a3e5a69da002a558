-- want: error there is no coroutine
local got = coroutine.close(coroutine.running())
