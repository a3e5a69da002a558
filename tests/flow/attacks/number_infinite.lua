-- want: error without end
return 1 / 0
