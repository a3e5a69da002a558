-- want: error unknown attribute
local a <mine> = 1
