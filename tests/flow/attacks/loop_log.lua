-- want: killed
while true do log("\27[2J\n<0>mine") end
