-- What must stay true of the KTP-el (research: services, sections 2.4, 2.10, 3.1).

-- What the register knows of somebody.
local function known(person)
  return { ["dukcapil.person"] = like({ status = "active", name = "SITI RAHMAWATI", birth = "1994-07-12", sex = "P", marital = "single",
                                        address = "Jl. Melati 12, RT 002 RW 005, Desa Sumberasih", kk = "3510071203180004" }, person or {}) }
end
local nobody = { ["dukcapil.person"] = false }

local lost = {
  today = "2026-05-11", looks = known(),
  answers = { kind = "lost", police = "have", police_number = "STPLK/12/V/2026", police_office = "Polsek Wanasari",
              police_day = "2026-05-10", nik = "3510075207940003", ready = true, phone = "+628123456789" },
}

test("a lost one, of someone who has no card today", like(lost, { expect = {
  steps = { "kind", "police", "police_number", "police_office", "police_day", "consent", "nik", "dukcapil.person", "police_paper",
            "ready", "phone", "sign", "review", "dukcapil.ktp.apply", "ticket", "done" },
  letter = { "dukcapil.ktp.apply", kind = "lost", forms = { "F-1.02" }, nik = "3510075207940003", nik_from = "typed", nik_agrees = true,
             register = "active", name = "SITI RAHMAWATI", birth = "1994-07-12", papers = { "police", "kk" }, papers_ready = true,
             police = { number = "STPLK/12/V/2026", office = "Polsek Wanasari", day = "2026-05-10" },
             kk = { number = "3510071203180004", seen = "2026-05-11" }, phone = "+628123456789" },
  asked = { consent = { shares = { "nik", "name", "birth", "kk", "phone", "sign", "police" } }, ready = { list = { "police", "kk" } } },
  ends = "done",
} }))
local function without_letter(has_kk, slip)
  test("without the letter of the police nothing is sent, " .. (has_kk and "with the family card" or "without it"), like(lost, {
    answers = { kind = "lost", police = "list", ["ready[1].ready"] = has_kk },
    expect = { steps = { "kind", "police", "ready[1].ready", "come_back", "come_back#2" }, slip = slip, letters = {}, ticket = {},
               asked = { ["come_back#2"] = { list = slip.list, go_to = "polri" } }, ends = "come_back#2" },
  }))
end
without_letter(true, { list = { "police" }, have = { "kk" } })
without_letter(false, { list = { "police", "kk" } })
test("a letter of the police from tomorrow there is none", like(lost, {
  expect = { asked = { police_day = { to = "2026-05-11" } } },
}))

local card = { nik = "3510075207940003", source = "card", name = "SITI RAHMAWATI", birth = "1994-07-12", sex = "P",
               address = "Jl. Melati 12, RT 002 RW 005, Desa Sumberasih" }
local damaged = { today = "2026-05-11", ktp = card, looks = known(), answers = { kind = "damaged", ready = true } }
test("a damaged one: the old card, and no letter of RT or RW", like(damaged, { expect = {
  steps = { "kind", "consent", "ktp", "dukcapil.person", "ready", "phone", "sign", "review", "dukcapil.ktp.apply", "ticket", "done" },
  letter = { "dukcapil.ktp.apply", kind = "damaged", nik_from = "card", papers = { "old_card" } },
  asked = { ready = { list = { "old_card" } } }, ends = "done",
} }))
test("it costs nothing", like(damaged, { expect = { pay = {} } }))
test("papers are missing, and will be there today", like(damaged, {
  answers = { kind = "damaged", ready = false, missing = "go_on" },
  expect = { letter = { "dukcapil.ktp.apply", papers_ready = false }, slip = {}, ends = "done" },
}))
test("papers are missing, and the list goes home", like(damaged, {
  answers = { kind = "damaged", ready = false, missing = "list" },
  expect = { letters = {}, ticket = {}, slip = { list = { "old_card" } }, asked = { ["come_back#2"] = { list = { "old_card" } } },
             ends = "come_back#2" },
}))
test("the card cannot be read and the register is away: all is asked, nobody is sent home", like(damaged, {
  ktp = { nik = "3510075207940003", source = "typed" }, looks = nobody,
  answers = { kind = "damaged", ready = true, name = "SITI RAHMAWATI", birth = "1994-07-12" },
  expect = { steps = { "kind", "consent", "ktp", "dukcapil.person", "name", "birth", "ready", "phone", "sign", "review", "dukcapil.ktp.apply",
                       "ticket", "done" },
             letter = { "dukcapil.ktp.apply", nik_from = "typed", name = "SITI RAHMAWATI", birth = "1994-07-12" }, ends = "done" },
}))
test("whom the register calls moved is served, and the officer told", like(damaged, {
  looks = known { status = "moved" },
  expect = { letter = { "dukcapil.ktp.apply", register = "moved" }, ends = "done" },
}))

-- The first card: from 17 on, or of who has been married.
local function first(today, birth, nik, expect, more, answers)
  return { today = today, looks = known(like({ birth = birth }, more or {})), expect = expect,
           answers = like({ kind = "new", nik = nik }, answers or { ready = true }) }
end
local single, married = { ever_married = false }, { ever_married = true, ready = true }
test("on the day of 17 years", first("2026-05-11", "2009-05-11", "3510071105090001", {
  steps = { "kind", "consent", "nik", "dukcapil.person", "ready", "phone", "sign", "review", "dukcapil.ktp.apply", "ticket", "done" },
  letter = { "dukcapil.ktp.apply", kind = "new", papers = { "kk" } }, ends = "done",
}))
test("the day before", first("2026-05-10", "2009-05-11", "3510071105090001", {
  letters = {}, asked = { too_young = { with = { age = 17, day = "2026-05-11" } } }, ends = "too_young",
}, {}, single))
test("born on 29 February: not yet 17 on 28 February", first("2029-02-28", "2012-02-29", "3510072902120001", {
  letters = {}, asked = { too_young = { with = { age = 17, day = "2029-03-01" } } }, ends = "too_young",
}, {}, single))
test("born on 29 February: 17 on 1 March", first("2029-03-01", "2012-02-29", "3510072902120001", { ends = "done_about" }))
test("sixteen and married, which the citizen says", first("2026-05-11", "2009-12-01", "3510074112090001", {
  letter = { "dukcapil.ktp.apply", papers = { "kk", "marriage" } }, ends = "done",
}, {}, married))
test("sixteen and married, which the register knows", first("2026-05-11", "2009-12-01", "3510074112090001", {
  steps = { "kind", "consent", "nik", "dukcapil.person", "ready", "phone", "sign", "review", "dukcapil.ktp.apply", "ticket", "done" },
  letter = { "dukcapil.ktp.apply", papers = { "kk", "marriage" } }, ends = "done",
}, { marital = "married" }))

-- NIKs (research, 3.1): they warn where they disagree with the day of birth, and never refuse.
local function nik(number, birth, agrees)
  return like(lost, {
    looks = known { birth = birth }, answers = like(lost.answers, { nik = number }),
    expect = { steps = agrees and
                 { "kind", "police", "police_number", "police_office", "police_day", "consent", "nik", "dukcapil.person", "police_paper",
                   "ready", "phone", "sign", "review", "dukcapil.ktp.apply", "ticket", "done" } or
                 { "kind", "police", "police_number", "police_office", "police_day", "consent", "nik", "dukcapil.person", "nik_differs",
                   "police_paper", "ready", "phone", "sign", "review", "dukcapil.ktp.apply", "ticket", "done" },
               letter = { "dukcapil.ktp.apply", nik = number, birth = birth, nik_agrees = agrees } },
  })
end
test("a man's NIK", nik("3602041211870001", "1987-11-12", true))
test("another", nik("3311120411870003", "1987-11-04", true))
test("a woman's, with 40 more", nik("3576014403910003", "1991-03-04", true))
test("a woman's of the day 20", nik("3273056010900009", "1990-10-20", true))
test("a woman's of 29 February", nik("3302046902000001", "2000-02-29", true))
test("a NIK of 29 February in a year without", nik("3302042902010001", "2001-03-01", false))
test("a NIK of 31 February", nik("3302043102990001", "1999-03-03", false))
test("a NIK of another day than that of birth", nik("3602041211870001", "1987-12-11", false))
test("of somebody 102 years old", nik("3602041211230001", "1923-11-12", true))
test("of a province that was split since", nik("6404054107850002", "1985-07-01", true))
test("of East Timor", nik("5403011205700001", "1970-05-12", true))
test("of no region at all", nik("0000001205700001", "1970-05-12", true))

-- Names: of one word, of one letter, with an apostrophe.
local function named(name)
  return like(damaged, { ktp = { nik = "3510075207940003", source = "typed" }, looks = nobody,
                         answers = { kind = "damaged", ready = true, name = name, birth = "1994-07-12" },
                         expect = { letter = { "dukcapil.ktp.apply", name = name }, ends = "done" } })
end
test("a name of one word", named("PAIJO"))
test("a name of one letter", named("O"))
test("a name with an apostrophe", named("SITI MA'RIFATUL ZA'IM"))
test("a name with a dot and a hyphen", named("MOH. AL-FARIZI"))

-- Other data: F-1.06 with what was, what is, and the paper that proves it.
local changed = like(damaged, { answers = { kind = "changed", changes = 1, ["change[1].element"] = "status",
                                            ["change[1].new_status"] = "married", ["change[1].basis"] = "marriage", ready = true } })
test("the status of years ago, with the marriage book", like(changed, { expect = {
  steps = { "kind", "consent", "ktp", "dukcapil.person", "changes", "change[1].element", "change[1].new_status", "change[1].basis", "ready",
            "phone", "sign", "review", "dukcapil.ktp.apply", "ticket", "done" },
  letter = { "dukcapil.ktp.apply", kind = "changed", forms = { "F-1.02", "F-1.06" }, papers = { "old_card", "marriage" },
             changes = { { element = "status", old = "single", new = "married", basis = "marriage" } } },
  asked = { ready = { list = { "old_card", "marriage" } } }, ends = "done",
} }))
test("a name and a day of birth, by one birth certificate", like(changed, {
  answers = { kind = "changed", changes = 2, ready = true,
              ["change[1].element"] = "name", ["change[1].new_name"] = "SITI ROHMAWATI", ["change[1].basis"] = "birth_akta",
              ["change[2].element"] = "birth", ["change[2].new_birth"] = "1994-07-13", ["change[2].basis"] = "birth_akta" },
  expect = { letter = { "dukcapil.ktp.apply", nik = "3510075207940003", papers = { "old_card", "birth_akta" }, changes = {
               { element = "name", old = "SITI RAHMAWATI", new = "SITI ROHMAWATI", basis = "birth_akta" },
               { element = "birth", old = "1994-07-12", new = "1994-07-13", basis = "birth_akta" } } } },
}))
test("an address after moving", like(changed, {
  answers = { kind = "changed", changes = 1, ["change[1].element"] = "address", ["change[1].basis"] = "skpwni", ready = true },
  expect = { letter = { "dukcapil.ktp.apply", papers = { "old_card", "skpwni" } }, ends = "done" },
}))
test("what the register does not say is asked: the job", like(changed, {
  answers = { kind = "changed", changes = 1, ["change[1].element"] = "job", ["change[1].old"] = "PELAJAR", ["change[1].new_text"] = "PETANI",
              ["change[1].basis"] = "work", ready = true },
  expect = { letter = { "dukcapil.ktp.apply", changes = { { element = "job", old = "PELAJAR", new = "PETANI", basis = "work" } } } },
}))
test("a faith that is none of the six", like(changed, {
  answers = { kind = "changed", changes = 1, ["change[1].element"] = "religion", ["change[1].old"] = "-",
              ["change[1].new_religion"] = "kepercayaan", ["change[1].basis"] = "faith", ready = true },
  expect = { letter = { "dukcapil.ktp.apply", changes = { { element = "religion", old = "-", new = "kepercayaan", basis = "faith" } } } },
}))

-- When it is ready: 14 working days; which they are depends on the holidays, and those of next year may not be known.
test("fourteen working days, over five holidays", like(damaged, { expect = {
  asked = { done = { with = { ready = "2026-06-05" } } }, ends = "done" } }))
test("fourteen in Bengkalis, which says so itself", like(damaged, { place = "14.03", expect = {
  asked = { done = { with = { ready = "2026-06-05" } } } } }))
test("nobody knows the holidays of 2027 yet", like(damaged, { today = "2026-12-21", expect = { ends = "done_about" } }))

-- With a wedding: the visit of the couple hands over what it knows; only consent and signature are asked.
local couple = { nik = "3510075207940003", name = "SITI RAHMAWATI", spouse_nik = "3510120203980001", spouse_name = "BAMBANG",
                 akad_day = "2026-06-20", akad_case = "LKR-07-2605-H00042", kk = "3510071203180004", phone = "+628123456789" }
test("after the wedding", { today = "2026-05-11", input = couple, expect = {
  steps = { "consent_married", "sign_married", "dukcapil.ktp.apply" },
  letter = { "dukcapil.ktp.apply", kind = "married", nik = "3510075207940003", name = "SITI RAHMAWATI", when = "kua.akad", by = "2026-07-20", phone = "+628123456789",
             changes = { { element = "status", new = "married", basis = "akad" } }, spouse = { nik = "3510120203980001", name = "BAMBANG" },
             akad = { day = "2026-06-20", case = "LKR-07-2605-H00042" }, kk = { number = "3510071203180004", seen = "2026-05-11" } },
  asked = { consent_married = { shares = { "nik", "name", "spouse_nik", "spouse_name", "akad_day", "akad_case", "kk", "phone" }, by = "2026-07-20",
                                values = { name = "SITI RAHMAWATI" } } },
  ticket = {}, pay = {},
} })
test("after the wedding, with a typed NIK and no family card", {
  today = "2026-05-11",
  input = { nik = "3510075207940003", spouse_nik = "3510120203980001", akad_day = "2026-06-20", akad_case = "LKR-07-2605-H00042" },
  expect = { asked = { consent_married = { shares = { "nik", "spouse_nik", "akad_day", "akad_case" } },
                       sign_married = { with = { name = "3510075207940003" } } },
             letter = { "dukcapil.ktp.apply", spouse = { nik = "3510120203980001" } } },
})
