-- want: error there is no xpcall
local got = xpcall(error, function() while true do end end)
