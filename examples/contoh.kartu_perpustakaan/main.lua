-- A library card for a family. It shows each(), what a called service is given, checks of one's own, a PIN, an address, and a
-- day that is counted in working days.
local given = ... or {}

stage "you"
ask.consent { "consent", with = "contoh", shares = { "nik", "name", "address", "phone" } }
local citizen = ask.choice { "who", from = { "citizen", "guest" } } == "citizen"
local ktp     = citizen and read.ktp "ktp"
local country = not citizen and ask.country "country"
local number  = not citizen and ask.text { "passport", min = 6, max = 9, upper = true }
local name    = ktp and ktp.name or ask.text { "name", min = 2, upper = true }
local address = ask.address "address"
local phone   = given.phone or ask.phone "phone"
local pin     = ask.pin "pin"
ask.pin { "pin_again", check = function(again) return again == pin, "not_same" end }

stage "children"
local oldest   = day.add(today(), -rule "pustaka.child_age", "years")
local youngest = rule "pustaka.reader_age"
local children = each("child", ask.number { "children", min = 0, max = 5, unit = "people" }, function()
  return {
    name  = ask.text { "child_name", min = 2, upper = true },
    birth = ask.date { "birth", from = oldest, to = today(), check = function(birth)
      return day.age(birth, today()) >= youngest, t("too_young", { age = youngest })
    end },
  }
end)

stage "send"
local holidays = rule "common.holidays"
local ready    = day.add_working(today(), rule "pustaka.working_days", holidays)
ask.review "review"
local sent = send { "contoh.pustaka.card", nik = ktp and ktp.nik or nil, country = country or nil, passport = number or nil,
                    name = name, address = address, phone = phone, pin = pin, children = children, at = now() }
if given.phone then return { case = sent.case } end
give.ticket { "ticket", case = sent.case }
show.done { day.is_known(today(), ready, holidays) and "done" or "done_about", with = { ready = ready } }
