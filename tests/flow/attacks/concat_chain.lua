-- want: end 65536 | end
local s = "x"
for i = 1, 16 do s = s .. s end
return #s
