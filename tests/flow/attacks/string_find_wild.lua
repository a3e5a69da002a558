-- want: end [1,0,1,0] | end
local s = ("x"):rep(100)
return { s:find("", math.mininteger), s:find("", math.maxinteger) }
