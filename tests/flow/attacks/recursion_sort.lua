-- want: error stack overflow | error not enough memory
local function deep() table.sort({ 2, 1 }, deep) end
deep()
