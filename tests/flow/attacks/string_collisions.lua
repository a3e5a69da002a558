-- want: end | killed | error not enough memory
-- Long texts that differ in a few places only: poor food for a hash.
local t, s = {}, ("x"):rep(50)
for i = 1, 100000 do t[s .. i] = true end
return "done"
