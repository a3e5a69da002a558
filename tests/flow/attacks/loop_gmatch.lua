-- want: killed
while true do for a in ("xyz"):gmatch("") do end end
