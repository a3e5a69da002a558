-- want: error attempt to index
local _ENV = nil
return x
