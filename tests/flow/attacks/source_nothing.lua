-- want: end

