-- want: end
return "[2J"
