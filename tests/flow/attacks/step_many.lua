-- want: error list of 2 to 7
local from = {}
for i = 1, 100000 do from[i] = "n" .. i end
ask.choice { "a", from = from }
