-- want: error not enough memory | killed
local s = ("x"):rep(100000)
return #s:gsub("x", s)
