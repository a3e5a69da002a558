-- want: error more than 32 KiB
local t = {}
for i = 1, 100 do t[i] = ("x"):rep(1000) end
return t
