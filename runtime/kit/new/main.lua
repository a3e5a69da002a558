-- @id@: runs from top to bottom, once for each citizen. plugins/README.md says what else there is to write here.

stage "you"
ask.consent { "consent", with = "@agency@", shares = { "name", "phone" } }
local name  = ask.text { "name", min = 2, max = 60 }
local phone = ask.phone "phone"

stage "need"
local need = ask.choice { "need", from = { "first", "again", "question" } }
local ready = need == "question" or ask.yes { "ready", list = rule "@name@.bring" }
if not ready then
  return show.stop { "not_ready", list = rule "@name@.bring" }
end

stage "send"
ask.review "review"
local sent = send { "@id@.apply", name = name, phone = phone, need = need }
give.ticket { "ticket", case = sent.case }
show.done "done"
