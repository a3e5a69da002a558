-- want: killed
while true do end
