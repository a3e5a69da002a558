-- want: error more than 2000 values
local t = { 1 }
for i = 1, 4 do t = { t, t, t, t, t, t, t, t, t, t } end
return t
