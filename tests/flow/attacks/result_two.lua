-- want: end 1
return 1, {}, pcall, 0 / 0
