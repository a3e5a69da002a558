-- want: error cannot be set
string.sub = nil
