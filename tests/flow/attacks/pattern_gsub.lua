-- want: killed
local s = ("a"):rep(30000)
s:gsub(".-.-.-b", "")
