-- want: error there is no os
local got = os.execute("id")
