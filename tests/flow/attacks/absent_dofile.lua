-- want: error there is no dofile
local got = dofile("/etc/passwd")
