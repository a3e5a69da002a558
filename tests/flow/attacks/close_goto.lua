-- want: end 3
local n = 0
for i = 1, 3 do
  local a <close> = nil
  n = n + 1
  goto next
  ::next::
end
return n
