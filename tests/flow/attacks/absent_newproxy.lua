-- want: error there is no newproxy
local got = newproxy(true)
