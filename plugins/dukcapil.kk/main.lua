-- KK, the family card: a new family, a part of one, someone who joins or leaves, other data, a lost or damaged card.
-- One person stands in exactly one KK: who comes into this one leaves the other. The number of a KK changes with the family,
-- so it is told with the day it was seen on, and nobody is found by it. The visit of a couple (journey "menikah") calls it too.
local given = ... or {}

-- The couple agrees to all that was handed over, and says where it lives. The letter waits until the KUA says that the akad
-- took place.
local function after_wedding()
  local shares = {}
  for _, name in ipairs { "nik", "name", "spouse_nik", "spouse_name", "akad_day", "akad_case", "kk", "phone" } do
    if given[name] then shares[#shares + 1] = name end
  end
  local last = day.add(given.akad_day, rule "kk.akad_wait")
  local names = { name = given.name or given.nik, spouse = given.spouse_name or given.spouse_nik }
  stage "you"
  ask.consent { "consent_married", with = "dukcapil", shares = shares, by = last, values = names }
  stage "family"
  local head    = ask.choice { "head", from = { "me", "spouse" }, with = names }
  local address = ask.address "address"
  stage "check"
  ask.confirm { "confirm", list = { "new_number", "one_card", "no_way_back" } }
  local sign = ask.sign { "sign_married", with = { name = names.name } }
  stage "send"
  local sent = send { "dukcapil.kk.apply",
    kind = "married", forms = { "F-1.02" }, nik = given.nik, name = given.name,
    kk = given.kk and { number = given.kk, seen = today() } or nil, head = head == "me" and given.nik or given.spouse_nik,
    spouse = { nik = given.spouse_nik, name = given.spouse_name }, akad = { day = given.akad_day, case = given.akad_case },
    address = address, phone = given.phone, sign = sign,
    after = given.akad_case, when = "kua.akad", by = last,
  }
  return { case = sent.case }
end

-- Who lacks a paper takes the list home, what is missing before what is there; and reads or hears what is missing once more.
local function come_back(go_to, missing, have)
  give.slip { "come_back", list = missing, have = have }
  show.stop { "come_back", list = missing, go_to = go_to }
end

-- A lost card is never made again without the letter of the police.
local function police_letter()
  if ask.choice { "police", from = { "have", "list" } } == "list" then
    come_back("polri", lacking("ready", rule("kk.papers").lost, nil, "police"))
  end
  return {
    number = ask.text { "police_number", max = 40, upper = true },
    office = ask.text { "police_office", max = 60 },
    day    = ask.date { "police_day", to = today() },
  }
end

-- Nobody stands twice in one KK, so nobody is named twice.
local named = {}

local function someone(who, n)
  local with = n and { n = n }
  local nik  = ask.nik { who .. "_nik", with = with, check = function(value) return not named[value], "twice" end }
  named[nik] = true
  return { nik = nik, name = ask.text { who .. "_name", max = 100, upper = true, with = with } }
end

local function relative(n)
  local one = someone("member", n)
  one.relation = ask.pick { "relation", from = rule "kk.relations" }.id
  return one
end

-- Those who come into the KK with the applicant.
local function others()
  return each("member", ask.number { "members", min = 0, max = 10, unit = "people" }, relative)
end

-- A number that looks odd may be right: the officer sees it.
local function kk_number(key)
  return { seen = today(), number = ask.text { key, min = 16, max = 16, digits = true } }
end

-- One line of F-1.06: of whom, what is wrong, what stands there, what is right, and the paper that proves it.
local function change()
  local who     = { nik = ask.nik "of_nik", name = ask.text { "of_name", max = 100, upper = true } }
  local element = ask.choice { "element", from = { "status", "education", "job", "name", "birth", "religion", "other" } }
  local old     = ask.text { "old", max = 100, upper = true }
  local new     = element == "education" and ask.pick { "new_school", from = rule "kk.schools" }.text or ask.text { "new", max = 100, upper = true }
  return { nik = who.nik, name = who.name, element = element, old = old, new = new,
           basis = ask.choice { "basis", from = rule("kk.proofs")[element] } }
end

-- What cannot be undone, where it is so.
local lasts = { new = { "new_number", "one_card", "no_way_back" }, split = { "new_number", "one_card", "no_way_back" },
                join = { "one_card", "no_way_back" } }

-- What each kind of application is about: the part of the letter that only it has, and the papers that prove it.
local about = {}

function about.new(me)
  local basis  = ask.choice { "founded", from = { "marriage", "f105", "divorce" } }
  local told   = { basis = basis, head = me.nik }
  told.event_day = ask.date { "event_day", from = day.add(today(), -100, "years"), to = today() }
  if basis ~= "divorce" then
    told.spouse = someone "spouse"
    local head = ask.choice { "head", from = { "me", "spouse" }, with = { name = me.name, spouse = told.spouse.name } }
    if head == "spouse" then told.head = told.spouse.nik end
  end
  told.address = ask.address "address"
  told.members = others()
  return told, { basis }
end

function about.split(me)
  local age   = rule "kk.split_age"
  local grown = day.age(me.birth, today()) >= age or me.married
  if not grown and not ask.yes { "ever_married", with = { age = age } } then
    show.stop { "too_young", with = { age = age, day = day.birthday(me.birth, age) } }
  end
  return { head = me.nik, members = others() }, {}
end

function about.join()
  local paper = ask.choice { "arrived", from = { "skpwni", "skdln" } }
  local host  = { kk = kk_number "host_kk", name = ask.text { "host_name", max = 100, upper = true } }
  local relation = ask.pick { "relation", from = rule "kk.relations" }.id
  return { basis = paper, host = host, relation = relation, members = others() }, { paper }
end

function about.leave(me)
  local paper = ask.choice { "gone", from = { "death", "divorce", "skpwni", "marriage" } }
  local nik   = ask.nik "gone_nik"
  local gone  = { basis = paper, leaves = { nik = nik, name = nik == me.nik and me.name or ask.text { "gone_name", max = 100, upper = true } } }
  if ask.yes "was_head" then
    gone.head = ask.nik { "new_head", check = function(value) return value ~= gone.leaves.nik, "gone_head" end }
  end
  return gone, { paper }
end

function about.change()
  local changes = each("change", ask.number { "changes", min = 1, max = 5, unit = "data" }, change)
  local papers = {}
  for i, one in ipairs(changes) do papers[i] = one.basis end
  return { changes = changes }, papers
end

function about.lost() return {}, {} end

function about.damaged() return {}, {} end

if given.akad_case then return after_wedding() end

stage "need"
local kind   = ask.choice { "kind", from = { "new", "split", "join", "leave", "change", "lost", "damaged" } }
local police = kind == "lost" and police_letter() or nil

stage "you"
ask.consent { "consent", with = "dukcapil", shares = { "nik", "name", "address", "kk", "family", "phone", "sign" } }
local ktp    = read.ktp "ktp"
local person = look("dukcapil.person", { nik = ktp.nik, may_fail = true }) or {}
local me     = { nik = ktp.nik, name = ktp.name or person.name or ask.text { "name", max = 100, upper = true },
                 birth = ktp.birth or person.birth, married = person.marital and person.marital ~= "single" }
if kind == "split" and not me.birth then me.birth = ask.date { "birth", from = day.add(today(), -120, "years"), to = today() } end
-- Whoever lost it cannot look, a damaged one may not be readable; whoever moved or comes from abroad has none.
local has_kk = kind ~= "lost" and kind ~= "damaged" and kind ~= "join"
local kk     = person.kk and { number = person.kk, seen = today() } or has_kk and kk_number "kk" or nil
named[me.nik] = true

stage "family"
local told, proofs = about[kind](me)

stage "papers"
local papers, listed = {}, {}
for _, list in ipairs { rule("kk.papers")[kind], proofs } do
  for _, paper in ipairs(list) do
    if not listed[paper] then papers[#papers + 1] = paper end
    listed[paper] = true
  end
end
local ready = ask.yes { "ready", list = papers }
if not ready and ask.choice { "missing", from = { "go_on", "list" } } == "list" then come_back(nil, lacking("ready", papers)) end

stage "check"
local phone = ask.phone "phone"
local warned = kind == "leave" and told.head and { "new_number", "no_way_back" } or lasts[kind] -- without its head a family gets another number
if warned then ask.confirm { "confirm", list = warned } end
local sign = ask.sign "sign"
ask.review "review"

stage "send"
local forms = { "F-1.02", told.changes and "F-1.06" or told.basis == "f105" and "F-1.05" or nil }
local sent = send { "dukcapil.kk.apply",
  kind = kind, forms = forms, nik = me.nik, nik_from = ktp.source, register = person.status, name = me.name, kk = kk,
  basis = told.basis, event_day = told.event_day, spouse = told.spouse, head = told.head, address = told.address,
  host = told.host, relation = told.relation, members = told.members, leaves = told.leaves, changes = told.changes,
  police = police, papers = papers, papers_ready = ready, phone = phone, sign = sign,
}
local holidays  = rule "common.holidays"
local ready_day = day.add_working(today(), rule "kk.days", holidays)
give.ticket { "ticket", case = sent.case }
show.done { day.is_known(today(), ready_day, holidays) and "done" or "done_about", with = { ready = ready_day } }
