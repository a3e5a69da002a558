-- want: end 0
table.sort(ask)
return #ask
