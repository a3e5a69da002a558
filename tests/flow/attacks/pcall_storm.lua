-- want: killed
local function storm() pcall(error, pcall(error, storm)) pcall(storm) return storm() end
pcall(storm)
