-- want: error got a non-closable value
local trap <close> = {}
