-- want: error there is no _G
local got = _G.os.exit()
