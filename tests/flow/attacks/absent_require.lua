-- want: error there is no require
local got = require("os")
