-- The smallest service: one question, and a friendly end.
local name = ask.text { "name", min = 1, max = 60 }
show.done { "done", with = { name = name } }
