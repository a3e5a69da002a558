-- want: error there is no rawget
local got = rawget(string, "rep")
