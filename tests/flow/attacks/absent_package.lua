-- want: error there is no package
local got = package.loadlib("libc.so.6", "system")
