-- A library card for a family. It shows each(), what a called service is given, checks of one's own, a PIN, an address, a
-- photo and a page under the camera, a code, a free time, and a day that is counted in working days.
local given = ... or {}

stage "you"
ask.consent { "consent", with = "contoh", shares = { "nik", "name", "address", "phone", "photo" } }
local citizen = ask.choice { "who", from = { "citizen", "guest" } } == "citizen"
local ktp     = citizen and read.ktp "ktp"
local country = not citizen and ask.country "country"
local number  = not citizen and ask.text { "passport", min = 6, max = 9, upper = true }
local name    = ktp and ktp.name or ask.text { "name", min = 2, upper = true }
local address = ask.address "address"
local phone   = given.phone or ask.phone "phone"
local old     = ask.yes "old" and read.code { "old_card", min = 6, max = 12, upper = true } or nil
local photo   = read.photo { "photo", may_fail = true }             -- without a camera the library takes it
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
local school  = #children > 0 and read.scan { "school", may_fail = true } or nil    -- the school's letter, if they have it here
local free    = look("contoh.desk_hours", { from = today(), may_fail = true })
local slot    = free and #free.slots > 0 and ask.slot { "fetch", from = free.slots } or nil
local holidays = rule "common.holidays"
local ready    = day.add_working(today(), rule "pustaka.working_days", holidays)
ask.review "review"
local sent = send { "contoh.pustaka.card", nik = ktp and ktp.nik or nil, country = country or nil, passport = number or nil,
                    name = name, address = address, phone = phone, pin = pin, children = children,
                    old = old and old.code or nil, photo = photo, school = school, slot = slot and slot.id or nil, at = now() }
if given.phone then return { case = sent.case } end
give.ticket { "ticket", case = sent.case }
show.done { day.is_known(today(), ready, holidays) and "done" or "done_about", with = { ready = ready } }
