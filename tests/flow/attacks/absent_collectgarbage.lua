-- want: error there is no collectgarbage
local got = collectgarbage("stop")
