-- want: error there is no rawset
local got = rawset(string, "upper", 1)
