-- The levy of a market stall: pay what is open, now or later, or give the stall back. It shows a look, a pick out of it, a
-- chart, a payment that may wait, a letter that keeps another one back, a signature, a list to take
-- home, documents on A4 of its own and of the market, a call of another service, and a number that is printed again.
stage "stall"
ask.consent { "consent", with = "contoh", shares = { "nik", "phone", "sign" } }
local nik    = ask.nik "nik"
local found  = look("contoh.stalls", { nik = nik, may_fail = true })   -- when the market cannot be reached, by hand
if found and #found.stalls == 0 then return show.stop { "no_stall", go_to = "contoh" } end
local stall  = found and ask.pick { "stall", from = found.stalls } or { id = ask.text { "stall_id", max = 8, upper = true } }
local levy   = look("contoh.levy", { stall = stall.id, may_fail = true })
if levy and levy.document and ask.yes "statement" then give.copy { "statement_copy", file = levy.document } end
if levy then show.info { "open", bars = levy.months, unit = "rupiah", with = { total = levy.total } } end
local wish   = ask.choice { "wish", from = { "pay", "give_back" }, with = { stall = stall.text or stall.id } }
local phone  = ask.phone "phone"

stage "done"
local paper
if wish == "give_back" then
  local since = ask.year { "since", min = 1950, max = tonumber(today():sub(1, 4)) }
  local before = rule "pasar.before_return"
  if not ask.yes { "empty", list = before } then
    local missing, have = lacking("empty", before)
    give.slip { "to_do", list = missing, have = have }
    return show.stop "not_empty"
  end
  local sign = ask.sign "sign"
  ask.confirm { "confirm", list = { "lost", "new_owner" } }
  paper = { since = since, sign = sign }
end
ask.review "review"
log("the levy of", stall.id, "is", levy and levy.total)
local paid = levy and levy.total > 0 and pay { "levy", amount = levy.total, of = "contoh.levy", bill = "contoh.levy", later = true }
local told = send { "contoh.pasar.levy", nik = nik, stall = stall.id, phone = phone, bill = paid or nil }
if paper then
  local back = send { "contoh.pasar.return", stall = stall.id, since = paper.since, sign = paper.sign, after = told }
  give.document { "receipt", template = "receipt", with = {
    stall = stall.text or stall.id, since = paper.since, day = today(), case = back.case } }
end

local card = ask.yes "library" and call("contoh.kartu_perpustakaan", { phone = phone, may_fail = true })

-- Who was given a number today, perhaps at another kiosk, keeps it.
local held = found and found.number and look("mpp.number", { day = today(), number = found.number, may_fail = true })
if held and held.state == "confirmed" then
  give.reprint { "same_number", number = held.number }
else
  give.ticket { "ticket", case = told.case }
end
show.done { card and "done_card" or "done" }
