-- want: error more than
-- Ten times ten times ten ... of one small table.
local t = { 1 }
for i = 1, 4 do t = { t, t, t, t, t, t, t, t, t, t } end
send { "letter", t = t }
