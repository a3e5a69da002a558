-- want: error stack overflow | error not enough memory | killed
local function deep() return 1 + deep() end
deep()
