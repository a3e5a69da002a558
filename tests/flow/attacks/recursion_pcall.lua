-- want: error stack overflow | error not enough memory | killed | end
local function deep() local ok = pcall(deep) return ok, 1 end
deep()
