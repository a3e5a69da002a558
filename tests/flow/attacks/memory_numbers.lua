-- want: error not enough memory
local t, i = {}, 0.5
while true do t[i] = i i = i + 1 end
