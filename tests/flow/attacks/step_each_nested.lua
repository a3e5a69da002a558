-- want: error too long | error not enough memory
local function again() each("abcdefghijklmnop", 1, again) end
again()
