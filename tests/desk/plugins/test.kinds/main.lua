-- Every kind of question that takes more than a tap or a line, and what they give in one letter.
local rows = {}
for i = 1, 200 do rows[i] = { id = tostring(2000 + i), text = "Desa " .. i, line = "Rawalo" } end
show.info { "figures", bars = { { "sent", 12 }, { "done", 7 } }, unit = "letters" }
local village = ask.pick { "village", from = rows, check = function(row) return row.text ~= "Desa 13", "not_there" end }
local slot = ask.slot { "slot", from = { { id = "7", day = "2026-06-09", time = "08:00" }, { id = "8", day = "2026-06-09", time = "10:00" } } }
local pin = ask.pin "pin"
local country = ask.country "country"
local address = ask.address "address"
local year = ask.year { "year", min = 1950, max = 2026 }
local sign = ask.sign "sign"
ask.confirm { "confirm", list = { "old_card" } }
ask.review "review"
send { "polri.test.apply", village = village, slot = slot, pin = pin, country = country, address = address, year = year, sign = sign }
show.done "done"
