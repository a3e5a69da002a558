-- want: killed
pcall(day.add, "2026-01-01")
while true do pcall(day.add, "2026-01-31", 1, "months") end
