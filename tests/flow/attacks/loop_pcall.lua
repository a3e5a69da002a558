-- want: killed
while true do pcall(error) end
