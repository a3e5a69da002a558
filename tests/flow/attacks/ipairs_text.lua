-- want: error there is no string.1
for _ in ipairs("x") do end
