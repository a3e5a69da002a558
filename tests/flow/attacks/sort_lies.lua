-- want: end | killed
-- A comparison that contradicts itself ends all the same.
local t = {}
for i = 1, 2000 do t[i] = i % 7 end
table.sort(t, function() return true end)
return #t
