-- SKCK, the police record certificate. It runs from top to bottom, once for each citizen.
-- No NIK refuses anybody: the officer gets it beside the day of birth, and learns whether it was typed.

-- Who has no Indonesian card says who they are.
local function ask_foreigner()
  return {
    source   = "passport",
    country  = ask.country "country",
    passport = ask.text { "passport", min = 5, max = 15, upper = true },
    name     = ask.text { "name", max = 100, upper = true },
    sex      = ask.choice { "sex", from = { "L", "P" } },
    birth    = ask.date { "birth", from = day.add(today(), -120, "years"), to = today() },
    permit   = ask.choice { "permit", from = { "kitas", "kitap", "other" } },
    sponsor  = ask.text { "sponsor", max = 100 },
  }
end

-- What to bring: the proof of BPJS only where it is required.
local function papers_of(kind, foreign)
  local list = {}
  for _, paper in ipairs(rule("skck.papers")[foreign and "foreign_" .. kind or kind]) do
    if paper ~= "jkn" or rule "skck.jkn" == "required" then list[#list + 1] = paper end
  end
  return list
end

-- Why not here: a number to ask, or the way there and what to bring, on paper too who wants it.
local function send_elsewhere(office, papers)
  local way  = ask.choice { "elsewhere", from = { "counter", "print", "leave" }, with = { office = rule("skck.office_names")[office] } }
  local list = { office, table.unpack(papers) }
  if way == "counter" then
    give.ticket "ask_ticket"
    return show.done "ask_done"
  end
  if way == "print" then give.slip { "go_there", list = list } end
  return show.stop { "go_there", list = list }
end

-- The form of the police, for who would rather fill it in here than on paper at the counter. What is mostly the same for a
-- whole family is asked once.
local function fill_form(address)
  ask.consent { "form_consent", with = "polri", shares = { "self", "address", "family", "school", "cases", "body" } }
  local form = {
    birth_place = ask.text { "birth_place" },
    faith       = ask.pick { "faith", from = rule "skck.faiths" }.id,
    marital     = ask.choice { "marital", from = { "single", "married", "divorced", "widowed" } },
    job         = ask.text { "job" },
    address     = address or ask.address("home").text,
  }
  local n          = ask.number { "relatives", min = 0, max = 12, unit = "people" }
  local same_home  = n > 0 and ask.yes "same_home"
  local same_faith = n > 0 and ask.yes "same_faith"
  form.family = each("relative", n, function()
    return {
      relation = ask.choice { "relation", from = { "spouse", "father", "mother", "sibling", "step" } },
      name     = ask.text { "relative_name", max = 100 },
      age      = ask.number { "age", min = 0, max = 120, unit = "years" },
      job      = ask.text { "relative_job" },
      faith    = same_faith and form.faith or ask.pick { "relative_faith", from = rule "skck.faiths" }.id,
      address  = same_home and form.address or ask.text { "relative_home", max = 120 },
    }
  end)
  form.schools = each("school", ask.number { "schools", min = 0, max = 6, unit = "schools" }, function()
    return {
      level = ask.pick { "level", from = rule "skck.school_levels" }.id,
      name  = ask.text { "school_name" },
      year  = ask.year { "graduated", min = 1930, max = tonumber(today():sub(1, 4)) },
    }
  end)
  form.jobs = each("post", ask.number { "posts", min = 0, max = 6, unit = "jobs" }, function()
    return { where = ask.text { "employer" }, since = ask.year { "since", min = 1930, max = tonumber(today():sub(1, 4)) } }
  end)
  form.record = ask.choice { "record", from = { "never", "running", "convicted", "violation" } }
  if form.record ~= "never" then
    form.record_case, form.record_outcome = ask.text { "record_case", max = 120 }, ask.text { "record_outcome", max = 120 }
  end
  form.height_cm, form.weight_kg = ask.number { "height", min = 50, max = 250, unit = "cm" }, ask.number { "weight", min = 10, max = 300, unit = "kg" }
  form.hair, form.face, form.skin = ask.text { "hair" }, ask.text { "face" }, ask.text { "skin" }
  form.mark  = ask.yes "has_mark" and ask.text { "mark", max = 120 } or nil
  form.hobby = ask.text { "hobby" }
  return form
end

stage "you"
ask.consent { "consent", with = "polri", shares = { "nik", "name", "birth", "passport", "jkn", "photo", "phone" } }
local foreign = ask.choice { "who", from = { "citizen", "foreigner" } } == "foreigner"
local ktp     = foreign and ask_foreigner() or read.ktp "ktp"
local person  = not foreign and look("dukcapil.person", { nik = ktp.nik, may_fail = true }) or nil
if person and person.status ~= "active" then
  return show.stop { "not_active", go_to = "dukcapil" }
end

-- Only said, never refused: who is young, and whose card is of another place than this office.
local birth     = ktp.birth or person and person.birth
local region    = ktp.region or person and person.region
local here      = rule "skck.region"
local elsewhere = not foreign and here ~= "" and region ~= nil and region:upper() ~= here:upper()
if birth and day.age(birth, today()) < rule "skck.age" then show.info { "young", with = { age = rule "skck.age" } } end
if elsewhere then show.info { "other_address", with = { region = region, here = here } } end

stage "need"
local purpose = ask.choice { "purpose", from = foreign and { "work", "school", "visa", "abroad", "other" }
                                               or { "work", "school", "cpns", "seat", "visa", "abroad", "other" } }
local seat    = purpose == "seat" and ask.choice { "seat", from = { "village", "regency", "province", "nation" } } or nil
local what    = purpose == "other" and ask.text { "what", max = 80 } or nil
local office  = rule(foreign and "skck.office_foreign" or "skck.office")[seat or purpose]
local kind    = ask.choice { "kind", from = { "new", "renewal" } }
if not rule("skck.here")[office] then return send_elsewhere(office, papers_of(kind, foreign)) end

local old_end
if kind == "renewal" then
  local latest = day.add(today(), rule "skck.valid_months", "months")
  old_end = ask.date { "old_end", from = day.add(today(), -20, "years"), to = latest }
  if old_end < day.add(today(), -rule "skck.renewal_months", "months") then
    show.info { "too_old", with = { months = rule "skck.renewal_months" } }
    kind = "new"
  end
end

stage "papers"
local bring = papers_of(kind, foreign)
local ready = ask.yes { "ready", list = bring }
if not ready then
  local way = ask.choice { "missing", from = { "go_on", "print", "come_back" } }
  if way ~= "go_on" then
    local lack, have = lacking("ready", bring)
    if way == "print" then give.slip { "where_to_get", list = lack, have = have } end
    return show.stop { "where_to_get", list = lack }
  end
end

local jkn = not foreign and look("polri.jkn", { nik = ktp.nik, may_fail = true }) or nil
if jkn and not jkn.active then
  local says = rule "skck.jkn"
  if says == "required" then
    local way = ask.choice { "jkn", from = { "first_bpjs", "go_on" } }
    if way == "first_bpjs" then return show.stop { "to_bpjs", go_to = "bpjs" } end
  elseif says == "recommended" then
    show.info "jkn_advised"
  end
end
local form  = ask.choice { "form", from = { "counter", "here" } } == "here" and fill_form(ktp.address or person and person.address) or nil
local photo = read.photo { "photo", may_fail = true } -- without one the officer takes it
local phone = ask.phone "phone"

stage "check"
ask.review "review"

stage "send"
local paid = pay { "fee", amount = rule "skck.fee", of = "skck.fee", bill = "pnbp.skck", later = true }
local sent = send { "polri.skck.apply",
  nik = ktp.nik, nik_from = ktp.source, person_checked = person ~= nil,
  name = ktp.name or person and person.name, birth = birth, other_address = elsewhere or nil,
  foreigner = foreign and { country = ktp.country, passport = ktp.passport, sex = ktp.sex, permit = ktp.permit, sponsor = ktp.sponsor } or nil,
  purpose = purpose, seat = seat, other_purpose = what, office = office, kind = kind, old_end = old_end,
  papers_ready = ready, jkn_active = jkn and jkn.active, form = form, photo = photo, phone = phone,
  bill = { state = paid.state, code = paid.code, number = paid.number },
}
give.ticket { "ticket", case = sent.case }
show.done { "done", list = { "bring_papers", paid.state == "paid" and "paid" or "pay_later" },
            with = { months = rule "skck.valid_months" } }
