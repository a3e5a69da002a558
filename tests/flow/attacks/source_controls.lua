-- want: error
return [2J
