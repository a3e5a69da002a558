-- want: error stack overflow | killed
local function deep(s) return (s:gsub(".", deep)) end
deep("x")
