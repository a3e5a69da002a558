-- want: error attempt to index
local _ENV = 7
return rep
