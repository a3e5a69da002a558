-- want: error there is no getmetatable
local got = getmetatable("").__index.upper()
