-- KTP-el, the identity card: a first one, a lost or damaged one, other data on it, and the status after a wedding.
-- The visit of a couple (journey "menikah") calls it too: then all is known, and only the signature is asked.
-- No NIK refuses anybody: it stays as it is even when it disagrees with the day of birth (PP 40/2019, article 30).
local given = ... or {}

-- The couple agrees to all that was handed over. The letter waits until the KUA says that the akad took place.
local function after_wedding()
  local shares = {}
  for _, name in ipairs { "nik", "name", "spouse_nik", "spouse_name", "akad_day", "akad_case", "kk", "phone" } do
    if given[name] then shares[#shares + 1] = name end
  end
  local last = day.add(given.akad_day, rule "ktp.akad_wait")
  local names = { name = given.name or given.nik }
  stage "you"
  ask.consent { "consent_married", with = "dukcapil", shares = shares, by = last, values = names }
  stage "check"
  local sign = ask.sign { "sign_married", with = names }
  stage "send"
  local sent = send { "dukcapil.ktp.apply",
    kind = "married", forms = { "F-1.02", "F-1.06" }, nik = given.nik, name = given.name,
    kk = given.kk and { number = given.kk, seen = today() } or nil,
    spouse = { nik = given.spouse_nik, name = given.spouse_name }, akad = { day = given.akad_day, case = given.akad_case },
    changes = { { element = "status", new = "married", basis = "akad" } }, phone = given.phone, sign = sign,
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
    come_back("polri", lacking("ready", rule("ktp.papers").lost, nil, "police"))
  end
  return {
    number = ask.text { "police_number", max = 40, upper = true },
    office = ask.text { "police_office", max = 60 },
    day    = ask.date { "police_day", to = today() },
  }
end

local function new_value(element)
  if element == "status" then return ask.choice { "new_status", from = { "married", "divorced", "widowed", "single" } } end
  if element == "birth" then return ask.date { "new_birth", from = day.add(today(), -120, "years"), to = today() } end
  if element == "address" then return ask.address("new_address").text end
  if element == "religion" then return ask.choice { "new_religion", from = rule "ktp.religions" } end
  return ask.text { element == "name" and "new_name" or "new_text", max = 100, upper = true }
end

-- One line of F-1.06: what is wrong, what stands there, what is right, and the paper that proves it.
local function change(known)
  local element = ask.choice { "element", from = { "status", "address", "name", "birth", "religion", "job", "other" } }
  local old     = known[element] or ask.text { "old", max = 100, upper = true }
  local new     = new_value(element)
  return { element = element, old = old, new = new, basis = ask.choice { "basis", from = rule("ktp.proofs")[element] } }
end

if given.akad_case then return after_wedding() end

stage "need"
local kind   = ask.choice { "kind", from = { "lost", "damaged", "changed", "new" } }
local police = kind == "lost" and police_letter() or nil

stage "you"
-- Only what the letter of this kind has: what is changed may be anything on the card, its address too.
local shares = { "nik", "name", "birth", "kk", "phone", "sign" }
if kind == "changed" then shares[#shares + 1] = "data" end
if kind == "lost" then shares[#shares + 1] = "police" end
ask.consent { "consent", with = "dukcapil", shares = shares }
local has_card = kind == "damaged" or kind == "changed"
local ktp      = has_card and read.ktp "ktp" or { nik = ask.nik "nik", source = "typed" }
local person   = look("dukcapil.person", { nik = ktp.nik, may_fail = true }) or {}
local name     = ktp.name or person.name or ask.text { "name", max = 100, upper = true }
local birth    = ktp.birth or person.birth or ask.date { "birth", from = day.add(today(), -120, "years"), to = today() }
local number   = id.nik(ktp.nik, today())
local agrees   = number.birth ~= nil and number.birth:sub(3) == birth:sub(3) -- of the year a NIK has two digits
if not agrees then show.info { "nik_differs", with = { birth = birth } } end

stage "papers"
local papers = {}
for i, paper in ipairs(rule("ktp.papers")[kind]) do papers[i] = paper end
local age = rule "ktp.age"
if kind == "new" and day.age(birth, today()) < age then
  local married = person.marital and person.marital ~= "single"
  if not married and not ask.yes { "ever_married", with = { age = age } } then
    show.stop { "too_young", with = { age = age, day = day.birthday(birth, age) } }
  end
  papers[#papers + 1] = "marriage"
end
local changes
if kind == "changed" then
  local known = { status = person.marital, address = ktp.address or person.address, name = name, birth = birth }
  changes = each("change", ask.number { "changes", min = 1, max = 3, unit = "data" }, function() return change(known) end)
  local listed = {}
  for _, one in ipairs(changes) do
    if not listed[one.basis] then papers[#papers + 1] = one.basis end
    listed[one.basis] = true
  end
end
local police_paper = police and read.scan { "police_paper", may_fail = true } or nil -- without one it is shown at the counter
local ready = ask.yes { "ready", list = papers }
if not ready and ask.choice { "missing", from = { "go_on", "list" } } == "list" then come_back(nil, lacking("ready", papers)) end

stage "check"
local phone = ask.phone "phone"
local sign  = ask.sign "sign"
ask.review "review"

stage "send"
local sent = send { "dukcapil.ktp.apply",
  kind = kind, forms = changes and { "F-1.02", "F-1.06" } or { "F-1.02" },
  nik = ktp.nik, nik_from = ktp.source, nik_agrees = agrees, register = person.status, name = name, birth = birth,
  kk = person.kk and { number = person.kk, seen = today() } or nil, police = police, police_paper = police_paper, changes = changes,
  papers = papers, papers_ready = ready, phone = phone, sign = sign,
}
local holidays  = rule "common.holidays"
local ready_day = day.add_working(today(), rule "ktp.days", holidays)
give.ticket { "ticket", case = sent.case }
show.done { day.is_known(today(), ready_day, holidays) and "done" or "done_about", with = { ready = ready_day } }
