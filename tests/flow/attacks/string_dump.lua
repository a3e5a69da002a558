-- want: error there is no string.dump
local code = ("x").dump(function() end)
