-- want: error not declared
local function f() _ENV.stolen = ask end
f()
