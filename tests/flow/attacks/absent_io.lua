-- want: error there is no io
local got = io.open("/etc/passwd")
