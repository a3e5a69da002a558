-- Every kind of question that takes more than a tap or a line, in one service: for tests of the tools and of the window.
stage "ask"
show.info { "figures", bars = { { "sent", 412 }, { "done", 365 }, { "back", 7 } }, unit = "letters" }
local village = ask.pick { "village", from = rule "kinds.villages" }
local slot = ask.slot { "slot", from = { { id = "7", day = "2026-06-09", time = "08:00" }, { id = "8", day = "2026-06-09", time = "10:00", line = "Loket 2" } } }
local pin = ask.pin { "pin", digits = 4 }
local country = ask.country "country"
local home = ask.address "home"
local year = ask.year { "year", min = 1950, max = 2026 }
stage "check"
local sign = ask.sign "sign"
ask.review "review"
ask.confirm { "confirm", list = { "old_card", "number" } }
local sent = send { "polri.kinds.apply", village = village.id, slot = slot.day .. " " .. slot.time, pin = pin, country = country, address = home.text, region = home.region,
                    year = year, signature = sign.path, witness = sign.by == "witness" }
show.done { "done", with = { case = sent.case } }
