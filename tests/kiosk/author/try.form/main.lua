-- What the author begins with; the test saves it again and again, changed.
local name   = ask.text { "name", min = 1, max = 60 }
local colour = ask.choice { "colour", from = { "red", "blue" } }
local phone  = ask.phone "phone"
ask.review "review"
show.done "done"
