-- want: error there is no string.pack
local got = string.pack("i16", 1)
