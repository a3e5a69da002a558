-- want: error not enough memory | error resulting string too large
local s = "xyz"
for i = 1, 30 do s = string.format("%s%s%s%s", s, s, s, s) end
return #s
