-- want: killed
for round = 1, 1000000 do
  local t = {}
  for i = 1, 50000 do t[i] = i end
  for i = 1, 50000 do t[i] = nil end
end
