-- want: error a table inside itself
local t = {}
t.t = t
return t
