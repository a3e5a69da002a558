-- want: error only numbers and texts
for _ in pairs({ [{}] = 1 }) do end
