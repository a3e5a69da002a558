-- want: error only numbers and texts
for _ in pairs({ [true] = 1 }) do end
