-- want: error stack overflow | error not enough memory
local function deep() return 1 + deep() end
deep()
