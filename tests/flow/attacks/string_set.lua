-- want: error
-- A text cannot hold anything.
local s = "x"
s.y = 1
