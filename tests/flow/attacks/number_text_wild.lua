-- want: end
return { tostring(tonumber("0x" .. ("f"):rep(10000))), tonumber(("9"):rep(10000)) == math.huge, tonumber("1" .. ("0"):rep(400)) == math.huge }
