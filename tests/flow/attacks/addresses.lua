-- want: end "table function table"
return tostring({}) .. " " .. tostring(pcall) .. " " .. string.format("%s", {})
