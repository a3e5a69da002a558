-- want: killed
-- Pieces of every size, half of them kept: food for a fragmented heap.
local t = {}
for i = 1, 2000000 do t[i % 1000] = ("x"):rep(i % 9000) end
