-- want: error there is no getmetatable
getmetatable("").__add = function() return "mine" end
