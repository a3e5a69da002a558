-- want: end | error attempt to compare
-- The list loses its items while it is being sorted.
local t = {}
for i = 1, 500 do t[i] = 500 - i end
table.sort(t, function(a, b)
  t[#t] = nil
  return a ~= nil and b ~= nil and a < b
end)
return #t
