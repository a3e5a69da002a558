-- want: error | killed | end
-- Lua 5.4.4 once compiled this wrongly (CVE-2022-28805).
local _ENV <const> = 1
return x
