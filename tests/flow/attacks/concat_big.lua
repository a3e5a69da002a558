-- want: error not enough memory
local t = {}
for i = 1, 1000 do t[i] = "x" end
return table.concat(t, ("y"):rep(100000))
