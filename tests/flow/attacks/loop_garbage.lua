-- want: killed
while true do local t = { {}, {}, {} } end
