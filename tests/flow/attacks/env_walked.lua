-- want: end ["empty","empty"]
-- The world can be read by name and not be listed.
local function count(t)
  local n = 0
  for _ in pairs(t) do n = n + 1 end
  return n == 0 and "empty" or "full"
end
return { count(_ENV), count(string) }
