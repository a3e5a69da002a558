-- want: error not enough memory
local keep
while true do local inner = keep keep = function() return inner end end
