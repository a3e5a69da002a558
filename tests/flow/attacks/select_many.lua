-- want: end 1 | end
return select(-1, 1, 2, 3)
