-- want: error there is no setmetatable
setmetatable({}, { __gc = function() while true do end end })
