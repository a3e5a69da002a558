-- want: end
return
