-- want: error too many results | error stack overflow | error not enough memory | end
local function f(...) return select("#", ...) end
return f(table.unpack({}, 1, 199990))
