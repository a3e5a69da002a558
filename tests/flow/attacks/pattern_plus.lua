-- want: killed
-- 'a+' five times over: 20 s in a sandbox that counts instructions.
local s = ("a"):rep(3000)
s:find("a+a+a+a+a+b")
