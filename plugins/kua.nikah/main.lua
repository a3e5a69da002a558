-- Registering a marriage at the KUA. When a journey calls it, it gives the case back and leaves the number to the journey.
-- The service kua.nikah.lain (isbat, rujuk) is here too: other records of the same office, of the same papers.
-- No NIK refuses anybody: what looks odd goes to the officer in the letter.
local called = ...

-- A card, or the NIK typed; a foreigner has a passport. What Dukcapil knows is not asked again.
local function local_person(role, sex)
  local ktp   = read.ktp(role)
  local found = look("dukcapil.person", { nik = ktp.nik, may_fail = true })
  local known = found or {}
  local read  = id.nik(ktp.nik, today())
  local birth = ktp.birth or known.birth or ask.date { role .. "_birth", to = today() }
  local is    = ktp.sex or known.sex or read and read.sex
  if is and is ~= sex then show.info(role .. "_sex") end
  return { nik = ktp.nik, nik_from = ktp.source, kk = known.kk, checked = found ~= nil, active = not found or known.status == "active",
           name = ktp.name or known.name or ask.text { role .. "_name", max = 100, upper = true }, birth = birth,
           nik_odd = not (read and read.birth and read.birth:sub(3) == birth:sub(3) and not read.odd) } -- a NIK has two digits of the year
end

local function foreigner(role)
  return { country = ask.country(role .. "_country"), passport = ask.text { role .. "_passport", min = 5, max = 20, upper = true },
           name = ask.text { role .. "_name", max = 100, upper = true }, birth = ask.date { role .. "_birth", to = today() },
           active = true }
end

-- Office days and hours of the KUA; its break is none.
local function in_hours(on, time)
  local friday = day.between("2024-01-05", on) % 7 == 0
  local hours  = rule("nikah.hours")[friday and "friday" or "other_days"]
  return day.is_working(on, rule "common.holidays")
     and (time >= hours[1] and time < hours[2] or time >= hours[3] and time < hours[4])
end

local function times(on)
  local rows = {}
  for hour = 6, 21 do
    for _, minute in ipairs { "00", "30" } do
      local time = string.format("%02d:%s", hour, minute)
      rows[#rows + 1] = { id = time, day = on, time = time }
    end
  end
  return rows
end

-- No wedding: one that was held and never recorded (isbat), which a court rules on first; and a husband and wife who come
-- together again (rujuk). Nothing is sent: what is needed, and a number.
local function other_records()
  stage "you"
  local what = ask.choice { "what", from = { "isbat", "rujuk" } }
  if what == "isbat" and ask.choice { "ruling", from = { "have", "not_yet" } } == "not_yet" then return show.stop "to_court_isbat" end
  stage "papers"
  local papers, with = rule("nikah.records")[what], { isbat = rule("nikah.forms").isbat }
  local ready = ask.yes { "ready_records", list = papers, with = with }
  if not ready and ask.choice { "missing", from = { "go_on", "paper" } } == "paper" then
    local lack, have = lacking("ready_records", papers, with)
    give.slip { "where_to_get", list = lack, have = have, with = with }
    return show.stop { "where_to_get", list = lack, with = with }
  end
  stage "send"
  give.ticket "ticket"
  return show.done { "done_records", list = { "bring_papers" } }
end
if called and called.records then return other_records() end

stage "you"
if ask.choice { "faith", from = { "islam", "other" } } == "other" then
  local papers = rule "nikah.civil_papers"
  local with   = { days = rule "nikah.civil_days", age = rule "nikah.age", consent_age = rule "nikah.consent_age" }
  if ask.yes "civil_paper" then give.slip { "civil", list = papers, with = with } end
  return show.stop { "civil", list = papers, go_to = "dukcapil", with = with }
end
ask.consent { "consent", with = "kua", shares = { "nik", "name", "birth", "family", "before", "phone" } }
local foreign = ask.choice { "foreign", from = { "none", "groom", "bride", "both" } }
local function is_among(who, role) return who == role or who == "both" end
local function person(role, sex)
  return is_among(foreign, role) and foreigner(role) or local_person(role, sex)
end
local groom = person("groom", "L")
local bride = person("bride", "P")
if groom.nik and groom.nik == bride.nik then return show.stop "same_card" end
if not (groom.active and bride.active) then return show.stop { "not_active", go_to = "dukcapil" } end
local phone = ask.phone "phone"

stage "akad"
local holidays = rule "common.holidays"
local notice   = rule "nikah.notice"
local earliest = day.add_working(today(), notice, holidays)
local place    = ask.choice { "place", from = { "kua", "kua_other", "elsewhere" } }
local slots    = place == "kua" and look("kua.slots", { from = day.add(today(), 1), may_fail = true })
local slot     = slots and #slots.slots > 0 and ask.slot { "slot", from = slots.slots, with = { days = notice, earliest = earliest } }
local on       = slot and slot.day or ask.date { "day", from = today(), with = { days = notice, earliest = earliest } }
local time     = slot and slot.time or ask.slot { "time", from = times(on) }.time
local venue    = place == "elsewhere" and ask.address "venue" or nil
local late     = on < earliest and ask.choice { "late", from = { "camat", "statement" }, with = { days = notice, earliest = earliest } } or nil
local is_free  = place ~= "elsewhere" and in_hours(on, time)
local fee      = is_free and 0 or rule "nikah.fee"
if not is_free then
  show.info { "costs", with = { fee = fee } }
elseif day.is_known(on, on, holidays) then
  show.info "free"
else
  show.info { "free_about", with = { day = on, fee = rule "nikah.fee" } }
end
-- Day and time decide whether the KUA is at work then, not what was chosen before them.
if place ~= "elsewhere" then place = is_free and "kua" or "kua_other" end

stage "family"
local function is_under(age) return day.age(groom.birth, on) < age or day.age(bride.birth, on) < age end
local young = is_under(rule "nikah.age")
local child = is_under(rule "nikah.consent_age")
if young and ask.choice { "court", from = { "have", "not_yet" }, with = { age = rule "nikah.age" } } == "not_yet" then
  local younger = groom.birth > bride.birth and groom.birth or bride.birth
  return show.stop { "to_court", with = { age = rule "nikah.age", day = day.birthday(younger, rule "nikah.age") } }
end
local function family(who, role, states)
  who.state  = ask.choice { role .. "_state", from = states }
  who.before = who.state ~= "never" and ask.text { role .. "_before", max = 100, upper = true } or nil
  who.father = ask.text { role .. "_father", max = 100, upper = true }
  who.mother = ask.text { role .. "_mother", max = 100, upper = true }
end
family(groom, "groom", { "never", "divorced", "widowed", "married" })
if groom.state == "married" and ask.choice { "polygamy", from = { "have", "not_yet" } } == "not_yet" then
  return show.stop "to_court_second"
end
family(bride, "bride", { "never", "divorced", "widowed" })
local wali = { kind = ask.choice { "wali", from = { "father", "relative", "judge" } } }
if wali.kind == "father" then wali.name = bride.father end
if wali.kind == "relative" then
  wali.name, wali.kin = ask.text { "wali_name", max = 100, upper = true }, ask.text { "wali_kin", max = 40 }
end
local witnesses = ask.choice { "witnesses", from = { "now", "later" } } == "now" and each("witness", 2, function(i)
  return { name = ask.text { "witness_name", max = 100, upper = true, with = { n = i } }, nik = ask.nik { "witness_nik", with = { n = i } } }
end) or nil
local mahar    = ask.text { "mahar", max = 100 }
local district = ask.choice { "district", from = { "both", "groom", "bride", "neither" } }
local military = ask.choice { "military", from = { "none", "groom", "bride", "both" } }

stage "papers"
local forms = rule "nikah.forms"          -- what the codes N1 to N10 mean: they have meant other things before
local function either(state) return groom.state == state or bride.state == state end
local wanted = {
  { "ktp",        foreign ~= "both" },         { "parents",  child },
  { "passport",   foreign ~= "none" },         { "court",    young },
  { "embassy",    foreign ~= "none" },         { "superior", military ~= "none" },
  { "recommended", district ~= "both" },       { "polygamy", groom.state == "married" },
  { "camat",      late == "camat" },           { "divorce",  either "divorced" },
  { "statement",  late == "statement" },       { "death",    either "widowed" },
}
local papers = table.move(rule "nikah.papers", 1, #rule "nikah.papers", 1, {})
for _, paper in ipairs(wanted) do
  if paper[2] then papers[#papers + 1] = paper[1] end
end
local with  = { introduction = forms.introduction, consent = forms.consent, consent_old = forms.consent_old, parents = forms.parents,
                parents_old = forms.parents_old, death = forms.death, recommended = forms.recommended,
                recommended_old = forms.recommended_old, age = rule "nikah.age", consent_age = rule "nikah.consent_age" }
local ready = ask.yes { "ready", list = papers, with = with }
if not ready then
  local way = ask.choice { "missing", from = { "go_on", "paper", "come_back" } }
  if way ~= "go_on" then
    local lack, have = lacking("ready", papers, with)
    if way == "paper" then give.slip { "where_to_get", list = lack, have = have, with = with } end
    return show.stop { "where_to_get", list = lack, with = with }
  end
end
show.info "guidance"

stage "check"
ask.review "review"

stage "send"
local paid = fee > 0 and pay { "fee", amount = fee, of = "nikah.fee", bill = "pnbp.nikah", later = true } or { state = "free" }
groom.active, bride.active = nil, nil
local groom_kk, bride_kk = groom.kk, bride.kk -- only for Dukcapil, if the couple agrees to it there
groom.kk, bride.kk = nil, nil
local sent = send { "kua.nikah.register",
  groom = groom, bride = bride, phone = phone,
  akad = { place = place, day = on, time = time, venue = venue and venue.text, region = venue and venue.region,
           from_slots = slot ~= nil and slot ~= false, late = late },
  wali = wali, witnesses = witnesses, mahar = mahar, district = district, military = military,
  papers = papers, papers_ready = ready, forms = forms.scheme, application = forms.application,
  fee = fee, bill = { state = paid.state, code = paid.code, number = paid.number },
}
if called then
  return { case = sent.case, day = on, bill = paid.state, phone = phone, groom = { nik = groom.nik, name = groom.name, kk = groom_kk },
           bride = { nik = bride.nik, name = bride.name, kk = bride_kk } }
end
give.ticket { "ticket", case = sent.case }
show.done { "done", list = { "bring_papers", paid.state == "billed" and "pay_later" or paid.state } }
