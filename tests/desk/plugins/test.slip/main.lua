-- A list to take home.
local ready = ask.yes { "ready", list = { "photo", "kk" } }
if ready then
  give.slip { "many", list = { "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8" } }
end
local slip = give.slip { "missing", list = { "photo", "kk" }, have = { "ktp" }, with = { n = 4 } }
show.stop { slip.printed and "on_paper" or "on_screen" }
