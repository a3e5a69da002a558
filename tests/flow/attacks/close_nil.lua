-- want: end 1
local a <close> = nil
local b <close> = false
return 1
