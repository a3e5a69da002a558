-- want: error stack overflow | error not enough memory | killed
local function deep() table.sort({ 2, 1 }, deep) end
deep()
