-- A list to take home.
local ready = ask.yes { "ready", list = { "photo", "kk" } }
local slip = give.slip { "missing", list = { "photo", "kk" }, have = { "ktp" }, with = { n = 4 } }
show.stop { slip.printed and "on_paper" or "on_screen" }
