-- want: error attempt to index a nil value (global 'ask')
local _ENV = { }
ask.text "a"
