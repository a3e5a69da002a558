-- want: killed
local s = ("a"):rep(40)
s:find(("a?"):rep(40) .. ("a"):rep(40) .. "b")
