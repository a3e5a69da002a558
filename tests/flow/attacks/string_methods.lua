-- want: error string.rep cannot be set
string.rep = function() return "mine" end
