-- want: error pattern too complex | killed
local s = ("x"):rep(300000)
s:match(("(x?"):rep(1) .. ("x?"):rep(250) .. ("%b()"):rep(1) .. ")")
s:match("^" .. ("x-"):rep(1) .. ("x?"):rep(100000) .. "y$")
