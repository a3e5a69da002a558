-- want: error attempt to index
for _ENV in pairs({ 1 }) do ask.text "a" end
