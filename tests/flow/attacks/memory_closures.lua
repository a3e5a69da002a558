-- want: error not enough memory | killed
local keep
while true do local inner = keep keep = function() return inner end end
