-- What must stay true of registering a marriage, from PMA 30/2024, UU 16/2019 and PP 59/2018 (research: services, section 2.3).

local groom = { source = "card", nik = "3510121505980002", name = "AGUS", birth = "1998-05-15", sex = "L" }
local bride = { source = "card", nik = "3510075207990003", name = "SITI NUR'AINI", birth = "1999-07-12", sex = "P" }
local usual = {
  faith = "islam", foreign = "none", groom = groom, bride = bride, place = "kua", slot = "2026-06-09 10:00",
  groom_state = "never", bride_state = "never", groom_father = "SLAMET", groom_mother = "SUMINAH", bride_father = "HASAN",
  bride_mother = "AISYAH", wali = "father", witnesses = "later", mahar = "Uang Rp500.000", district = "both", military = "none",
  ready = true,
}
local looks = {
  ["dukcapil.person"] = { status = "active" },
  ["kua.slots"] = { slots = { { id = "2026-06-05 08:00", day = "2026-06-05", time = "08:00" }, { id = "2026-06-09 10:00", day = "2026-06-09", time = "10:00" } } },
}
local away = like(looks, { ["kua.slots"] = false })
local base = { today = "2026-05-04", looks = looks, answers = usual }

-- With other answers; nil takes one away that is not asked then.
local function with(answers, more)
  local said = like(usual, answers)
  for name, value in pairs(said) do if value == "nobody" then said[name] = nil end end
  return like(like(base, { answers = said }), more)
end
local function by_hand(place, on, time, more)
  return with(like({ place = place, slot = "nobody", day = on, time = time }, more or {}), { looks = away })
end

test("two who marry at the KUA", with({}, { expect = {
  steps = { "faith", "consent", "foreign", "groom", "dukcapil.person", "bride", "dukcapil.person#2", "phone", "place", "kua.slots",
            "slot", "free", "groom_state", "groom_father", "groom_mother", "bride_state", "bride_father", "bride_mother", "wali",
            "witnesses", "mahar", "district", "military", "ready", "guidance", "review", "kua.nikah.register", "ticket", "done" },
  letter = { "kua.nikah.register",
    groom = { nik = groom.nik, nik_from = "card", checked = true, name = "AGUS", birth = "1998-05-15", state = "never", nik_odd = false,
              father = "SLAMET", mother = "SUMINAH" },
    akad = { place = "kua", day = "2026-06-09", time = "10:00", from_slots = true },
    wali = { kind = "father", name = "HASAN" }, forms = "473/2020", application = "N2", fee = 0, bill = { state = "free" },
    papers = { "introduction", "consent", "birth", "kk", "health", "photos", "ktp" } },
  asked = { consent = { shares = { "nik", "name", "birth", "family", "before", "phone" } } },
  pay = {}, ends = "done",
} }))

-- Fee: Saturday at the KUA 600,000; Tuesday 10.00 at the KUA nothing; Tuesday 10.00 at home 600,000.
local function costs(name, case) test(name, like(case, { expect = { pay = { bill = "pnbp.nikah", amount = 600000, later = true }, ends = "done" } })) end
local function free(name, case) test(name, like(case, { expect = { letter = { "kua.nikah.register", fee = 0 }, pay = {}, ends = "done" } })) end
costs("a Saturday at the KUA", by_hand("kua_other", "2026-06-06", "10:00"))
free("a Tuesday at ten at the KUA", by_hand("kua_other", "2026-06-09", "10:00"))
costs("a Tuesday at ten at home", by_hand("elsewhere", "2026-06-09", "10:00"))
costs("a Tuesday evening at the KUA", by_hand("kua_other", "2026-06-09", "16:00"))
free("the first minute of the day", by_hand("kua_other", "2026-06-09", "07:30"))
costs("before the doors open", by_hand("kua_other", "2026-06-09", "07:00"))
costs("in the break", by_hand("kua_other", "2026-06-09", "12:30"))
costs("in the longer break of a Friday", by_hand("kua_other", "2026-06-05", "11:30"))
free("Friday after the break", by_hand("kua_other", "2026-06-05", "12:30"))
free("Friday is open half an hour longer", by_hand("kua_other", "2026-06-05", "16:00"))
costs("a national holiday", by_hand("kua_other", "2026-08-17", "10:00"))
test("a day of a year whose holidays nobody knows: free, unless it is one", like(by_hand("kua_other", "2027-01-04", "10:00"), {
  today = "2026-12-01", expect = { asked = { free_about = { with = { day = "2027-01-04", fee = 600000 } } }, letter = { "kua.nikah.register", fee = 0 }, ends = "done" } }))
local function said_place(place, on, time, told)
  test(told .. " is what " .. place .. " means at " .. time, like(by_hand(place, on, time), { expect = {
    letter = { "kua.nikah.register", akad = { place = told, day = on, time = time, from_slots = false } } } }))
end
said_place("kua", "2026-06-09", "18:00", "kua_other")
said_place("kua_other", "2026-06-09", "10:00", "kua")
free("the KUA's calendar is away", by_hand("kua", "2026-06-09", "10:00"))
test("paid later at the bank", like(by_hand("elsewhere", "2026-06-09", "10:00"), { paid = false,
  expect = { letter = { "kua.nikah.register", fee = 600000, bill = { state = "billed", code = "820260514123456" } }, ends = "done" } }))
test("the KUA has nothing free", with({ slot = "nobody", day = "2026-06-09", time = "10:00" }, {
  looks = like(looks, { ["kua.slots"] = { slots = {} } }), expect = { letter = { "kua.nikah.register", fee = 0 } } }))

-- Ten working days: registered on Monday 5 January 2026, with the holiday of 16 January between, Tuesday the 20th is the first.
local january = { today = "2026-01-05" }
test("the tenth working day is not late", like(by_hand("kua", "2026-01-20", "10:00"), like(january, { expect = {
  asked = { day = { from = "2026-01-05", with = { days = 10, earliest = "2026-01-20" } } }, ends = "done" } })))
local function late(what)
  return like(by_hand("kua", "2026-01-19", "10:00", { late = what }), like(january, { expect = {
    asked = { ready = { list = { "introduction", "consent", "birth", "kk", "health", "photos", "ktp", what } } }, ends = "done" } }))
end
test("a day earlier, with the camat", late "camat")
test("a day earlier, with a statement", late "statement")

-- Ages on the day of the akad: 19, and 21 without the parents.
local function born(on) return { groom = like(groom, { nik = "3510120000000002", birth = on }) } end
local function lists(...) return { asked = { ready = { list = { "introduction", "consent", "birth", "kk", "health", "photos", "ktp", ... } } }, ends = "done" } end
test("nineteen on the very day", with(born "2007-06-09", { expect = lists("parents") }))
test("nineteen a day too late, with the court", with(like(born "2007-06-10", { court = "have" }), { expect = lists("parents", "court") }))
test("nineteen a day too late, without it", with({ groom = born "2007-06-10".groom, court = "not_yet" }, {
  answers = { faith = "islam", foreign = "none", groom = born "2007-06-10".groom, bride = bride, place = "kua", slot = "2026-06-09 10:00", court = "not_yet" },
  expect = { letters = {}, pay = {}, ticket = {}, asked = { to_court = { with = { age = 19, day = "2026-06-10" } } }, ends = "to_court" } }))
test("twenty-one on the very day", with(born "2005-06-09", { expect = lists() }))
test("twenty-one a day too late", with(born "2005-06-10", { expect = lists("parents") }))
test("born on 29 February", like(by_hand("kua", "2027-02-28", "10:00", { groom = like(groom, { birth = "2008-02-29" }), court = "have" }),
  { expect = lists("parents", "court") }))

-- What else somebody needs.
test("widowed and divorced", with({ groom_state = "widowed", groom_before = "SRI", bride_state = "divorced", bride_before = "EKO" }, { expect = lists("divorce", "death") }))
test("the forms' codes are those of today, and those of before", with({}, { expect = { asked = { ready = { with = {
  introduction = "N1", consent = "N4", consent_old = "N3", parents = "N5", parents_old = "N4", death = "N6", recommended = "N10", recommended_old = "N7", age = 19, consent_age = 21 } } } } }))
test("a soldier", with({ military = "groom" }, { expect = lists("superior") }))
test("from another district", with({ district = "bride" }, { expect = lists("recommended") }))
test("a second wife, with the court", with({ groom_state = "married", groom_before = "SRI", polygamy = "have" }, { expect = lists("polygamy") }))
local short = { faith = "islam", foreign = "none", groom = groom, bride = bride, place = "kua", slot = "2026-06-09 10:00", groom_state = "married", polygamy = "not_yet" }
test("a second wife, without it", like(base, { answers = short, expect = { letters = {}, pay = {}, ends = "to_court_second" } }))
test("a foreign groom", with({ foreign = "groom", groom = "nobody", groom_country = "NLD", groom_passport = "NX1234567", groom_name = "JAN", groom_birth = "1990-01-01" }, {
  expect = { asked = lists("passport", "embassy").asked, letter = { "kua.nikah.register", groom = { country = "NLD", passport = "NX1234567", name = "JAN", birth = "1990-01-01", state = "never", father = "SLAMET", mother = "SUMINAH" } }, ends = "done" } }))
test("another wali, and both witnesses", with({ wali = "relative", wali_name = "UMAR", wali_kin = "paman", witnesses = "now",
  ["witness[1].witness_name"] = "JOKO", ["witness[1].witness_nik"] = "3510093102560001", ["witness[2].witness_name"] = "ALI", ["witness[2].witness_nik"] = "3510120203680001" }, {
  expect = { letter = { "kua.nikah.register", wali = { kind = "relative", name = "UMAR", kin = "paman" } },
    asked = { ["witness[2].witness_name"] = { with = { n = 2 } } }, ends = "done" } }))
test("the wali is a judge", with({ wali = "judge" }, { expect = { letter = { "kua.nikah.register", wali = { kind = "judge" } } } }))

-- People and their cards: nobody is sent home for an odd NIK.
test("typed, and Dukcapil away", with({ groom = { source = "typed", nik = "3510120411870003" }, groom_name = "SLAMET", groom_birth = "1987-11-05" }, {
  looks = like(looks, { ["dukcapil.person"] = false }),
  expect = { letter = { "kua.nikah.register", groom = { nik = "3510120411870003", nik_from = "typed", checked = false, nik_odd = true,
    name = "SLAMET", birth = "1987-11-05", state = "never", father = "SLAMET", mother = "SUMINAH" } }, ends = "done" } }))
test("a NIK with a day that never was", with({ groom = like(groom, { nik = "3510093102980001" }) }, {
  expect = { letter = { "kua.nikah.register", groom = { nik = "3510093102980001", nik_from = "card", checked = true, nik_odd = true,
    name = "AGUS", birth = "1998-05-15", state = "never", father = "SLAMET", mother = "SUMINAH" } }, ends = "done" } }))
test("a NIK of somebody of more than a hundred years", with({ groom = like(groom, { nik = "3510071505050003", birth = "1905-05-15" }) }, {
  expect = { letter = { "kua.nikah.register", groom = { nik = "3510071505050003", nik_from = "card", checked = true, nik_odd = false,
    name = "AGUS", birth = "1905-05-15", state = "never", father = "SLAMET", mother = "SUMINAH" } }, ends = "done" } }))
test("the cards are swapped: a warning", with({ groom = bride, bride = groom }, {
  expect = { asked = { groom_sex = {}, bride_sex = {} }, ends = "done" } }))
test("the same card twice", like(base, { answers = { faith = "islam", foreign = "none", groom = groom, bride = groom },
  expect = { letters = {}, ends = "same_card" } }))
test("somebody is not active", like(base, { answers = { faith = "islam", foreign = "none", groom = groom, bride = bride },
  looks = { ["dukcapil.person"] = { status = "moved" } }, expect = { letters = {}, ends = "not_active" } }))

-- Not Muslim: Dukcapil, within sixty days.
test("another faith, with the list on paper", like(base, { answers = { faith = "other", civil_paper = true },
  expect = { steps = { "faith", "civil_paper", "civil", "civil#2" }, letters = {}, ends = "civil#2" } }))
test("another faith", like(base, { answers = { faith = "other", civil_paper = false },
  expect = { asked = { civil = { go_to = "dukcapil", with = { days = 60, age = 19, consent_age = 21 } } }, letters = {}, slip = {}, ends = "civil" } }))

-- Papers.
local function lacks(how)
  local answers = { ready = false, missing = how }
  for i = 1, 7 do answers["ready[" .. i .. "].ready"] = i ~= 2 and i ~= 5 end
  return answers
end
test("papers come later", with({ ready = false, missing = "go_on" }, { expect = { letter = { "kua.nikah.register", papers_ready = false }, ends = "done" } }))
test("papers are missing: home", with(lacks "come_back", { expect = { asked = { where_to_get = { list = { "consent", "health" } } }, slip = {}, letters = {}, pay = {}, ticket = {}, ends = "where_to_get" } }))
test("papers are missing: home with the list", with(lacks "paper", {
  expect = { slip = { list = { "consent", "health" }, have = { "introduction", "birth", "kk", "photos", "ktp" } }, letters = {}, ends = "where_to_get#2" } }))

-- A journey gets the case and the couple, and gives the number itself.
test("called by a journey", with({}, { looks = like(looks, { ["dukcapil.person"] = { status = "active", kk = "3510121203180001" } }), input = {}, expect = { ticket = {}, returns = {
  case = "LKR-07-2605-00034", day = "2026-06-09", bill = "free", phone = "+6281234567890", groom = { nik = groom.nik, name = "AGUS", kk = "3510121203180001" }, bride = { nik = bride.nik, name = "SITI NUR'AINI", kk = "3510121203180001" } } } }))

-- Isbat and rujuk: records that need other papers first. Nothing is sent, and only who can be served gets a number.
local function record(name, answers, expect)
  test(name, { service = "kua.nikah.lain", today = "2026-05-04", answers = answers, expect = like({ letters = {}, pay = {} }, expect) })
end
record("isbat before the court has ruled", { what = "isbat", ruling = "not_yet" },
       { steps = { "what", "ruling", "to_court_isbat" }, ticket = {}, ends = "to_court_isbat" })
record("isbat with the ruling", { what = "isbat", ruling = "have", ready_records = true }, {
  asked = { ready_records = { list = { "ruling", "isbat", "ktp", "kk" }, with = { isbat = "N3" } } }, ends = "done_records" })
record("rujuk", { what = "rujuk", ready_records = true }, {
  asked = { ready_records = { list = { "divorce", "rujuk", "ktp", "kk" } } }, ends = "done_records" })
record("rujuk without the divorce certificate", { what = "rujuk", ready_records = false, missing = "paper",
  ["ready_records[1].ready_records"] = false, ["ready_records[2].ready_records"] = true, ["ready_records[3].ready_records"] = true,
  ["ready_records[4].ready_records"] = true }, {
  slip = { list = { "divorce" }, have = { "rujuk", "ktp", "kk" } }, ticket = {}, ends = "where_to_get#2" })
