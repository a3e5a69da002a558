-- want: error attempt to assign to const
local a <const> = 1
a = 2
