-- want: killed
for i = 1, math.maxinteger do local x = i end
