-- want: error there is no loadfile
local got = loadfile("/proc/self/mem")
