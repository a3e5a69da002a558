-- want: error not a text
local t = {}
t.t = t
error(t)
