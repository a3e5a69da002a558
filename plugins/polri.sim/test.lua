-- What must stay true of SIM, from Perpol 5/2021, Perpol 2/2023 and PP 76/2020 (research: services, section 2.2).

local adult = { status = "active", birth = "1990-02-28" }
local function looks(licences, lanes, person)
  return { ["dukcapil.person"] = person or adult, ["polri.sim"] = licences and { licences = licences }, ["polri.lanes"] = lanes or {} }
end

local groups = { C = "motorcycle", CI = "motorcycle", CII = "motorcycle", A = "car", BI = "car", BII = "car", A_umum = "public",
                 BI_umum = "public", BII_umum = "public", D = "special", DI = "special" }
local function answers(kind, class, more)
  return like({ who = "ktp", kind = kind, group = groups[class], ["class_" .. groups[class]] = class, ready = true }, more or {})
end
local base = { today = "2026-11-16", ktp = { nik = "3302042802900001", source = "typed" } }

-- New: the fee of the state, the age on the day.
local born = { [17] = "2009-11-16", [18] = "2008-11-16", [19] = "2007-11-16", [20] = "2006-11-16", [21] = "2005-11-16",
               [22] = "2004-11-16", [23] = "2003-11-16" }
local function new(class, fee, age, held)
  test("a new " .. class .. " at " .. age, like(base, {
    answers = answers("new", class), looks = looks(held or {}, nil, { status = "active", birth = born[age] }),
    expect = { pay = { bill = "pnbp.sim", amount = fee, later = true }, letter = { "polri.sim.apply", kind = "new", class = class },
               slip = { list = { "state", "health", "mind", "insurance", "nothing_else" } }, ends = "done_inside" },
  }))
  test("a new " .. class .. " a day too young", like(base, {
    today = "2026-11-15", answers = { who = "ktp", kind = "new", group = groups[class], ["class_" .. groups[class]] = class },
    looks = looks(held or {}, nil, { status = "active", birth = born[age] }),
    expect = { asked = { too_young = { with = { age = age, from = "2026-11-16" } } }, letters = {}, pay = {}, ends = "too_young" },
  }))
end
new("A", 120000, 17)
new("C", 100000, 17)
new("D", 50000, 17)
new("DI", 50000, 17)
new("CI", 100000, 18, { { class = "C", issued = "2025-11-16", expires = "2030-11-16" } })
new("CII", 100000, 19, { { class = "CI", issued = "2025-11-16", expires = "2030-11-16" } })
new("A_umum", 120000, 20)
new("BI", 120000, 20)
new("BII", 120000, 21)
new("BI_umum", 120000, 22)
new("BII_umum", 120000, 23)

-- Born on 29 February: old enough on 1 March, where the year has no such day.
local function leap(on, more) return like(base, like({ today = on, looks = looks({}, nil, { status = "active", birth = "2012-02-29" }) }, more)) end
test("born on 29 February: a day too young", leap("2029-02-28", { answers = { who = "ktp", kind = "new", group = "motorcycle", class_motorcycle = "C" },
  expect = { asked = { too_young = { with = { age = 17, from = "2029-03-01" } } }, letters = {}, ends = "too_young" } }))
test("born on 29 February: old enough", leap("2029-03-01", { answers = answers("new", "C"), expect = { ends = "done_inside" } }))

-- The ladder: C for twelve months, then C I for twelve months.
local function stops(name, class, held, ends, more)
  test(name, like(base, { looks = looks(held), expect = { letters = {}, pay = {}, ends = ends },
    answers = like({ who = "ktp", kind = "new", group = "motorcycle", class_motorcycle = class }, more or {}) }))
end
stops("C I a day before twelve months of C", "CI", { { class = "C", issued = "2025-11-17", expires = "2030-11-17" } }, "too_soon",
      { since = "2025-11-17" })
stops("C I without C", "CI", {}, "no_C")
stops("C II with C only", "CII", { { class = "C", issued = "2020-11-17", expires = "2030-11-17" } }, "no_CI")
stops("C I when the register is away, by the citizen's word", "CI", false, "too_soon", { since = "2026-01-01" })
stops("C I with a C that has ended", "CI", { { class = "C", issued = "2020-11-15", expires = "2025-11-15" } }, "no_C")
test("a C that was renewed lately: since when it is held its owner says", like(base, {
  answers = answers("new", "CI", { since = "2016-11-16" }),
  looks = looks { { class = "C", issued = "2026-11-01", expires = "2031-11-01" } },
  expect = { letter = { "polri.sim.apply", class = "CI", held_since = "2016-11-16" }, ends = "done_inside" },
}))
test("the licence of now is looked at, not one before it", like(base, {
  answers = answers("renewal", "A"), looks = looks { { class = "A", issued = "2016-12-01", expires = "2021-12-01" },
                                                     { class = "A", issued = "2021-12-01", expires = "2026-12-01" } },
  expect = { letter = { "polri.sim.apply", kind = "renewal", old_end = "2026-12-01" }, ends = "done_inside" },
}))
test("C I when the register is away, held long enough", like(base, {
  answers = answers("new", "CI", { since = "2025-01-01" }), looks = looks(false),
  expect = { letter = { "polri.sim.apply", class = "CI", licences_checked = false }, ends = "done_inside" },
}))
test("one that is held already is said", like(base, {
  answers = answers("new", "C"), looks = looks { { class = "C", issued = "2025-11-16", expires = "2030-11-16" } },
  expect = { asked = { have_it = { with = { expiry = "2030-11-16" } } }, ends = "done_inside" },
}))

-- Renewal: before the last day or on it; a day late it is a new one.
local function renewed(class, fee)
  test("a renewed " .. class, like(base, {
    answers = answers("renewal", class), looks = looks { { class = class, issued = "2021-12-01", expires = "2026-12-01" } },
    expect = { pay = { amount = fee }, letter = { "polri.sim.apply", kind = "renewal", class = class, old_end = "2026-12-01" },
               asked = { costs = { with = { fee = fee, health_from = 35000, health_to = 40000, mind_from = 50000, mind_to = 100000, insurance = 50000 } },
                         ready = { list = { "old_sim", "ktp", "health", "mind", "jkn" } } },
               ends = "done_inside" },
  }))
end
for _, class in ipairs { "A", "A_umum", "BI", "BI_umum", "BII", "BII_umum" } do renewed(class, 80000) end
for _, class in ipairs { "C", "CI", "CII" } do renewed(class, 75000) end
for _, class in ipairs { "D", "DI" } do renewed(class, 30000) end

local function ended(expiry, on, kind, more)
  test("ended on " .. expiry .. ", asked for on " .. on, like(base, {
    today = on, answers = answers("renewal", "C", { expiry = expiry }), looks = looks(false),
    expect = like({ letter = { "polri.sim.apply", kind = kind, old_end = expiry }, ends = "done_inside" }, more or {}),
  }))
end
ended("2026-11-16", "2026-11-16", "renewal")
ended("2026-11-15", "2026-11-16", "new", { pay = { amount = 100000 } })
ended("2025-03-30", "2025-04-08", "new")
ended("2025-03-31", "2025-04-08", "renewal", { asked = { dispensation = { with = { expiry = "2025-03-31", last = "2025-04-19" } } } })
ended("2025-04-07", "2025-04-19", "renewal")
ended("2025-04-07", "2025-04-20", "new")
ended("2025-04-08", "2025-04-09", "new")
ended("2025-12-25", "2025-12-27", "renewal")
ended("2025-12-26", "2025-12-28", "new")
ended("2025-02-28", "2025-03-01", "new")
local function early(expiry, ends)
  return like(base, { answers = ends == "too_early" and { who = "ktp", kind = "renewal", group = "motorcycle", class_motorcycle = "C", expiry = expiry } or
    answers("renewal", "C", { expiry = expiry }), looks = looks(false), expect = { ends = ends } })
end
test("ninety days before", early("2027-02-14", "done_inside"))
test("ninety-one days before is too early", early("2027-02-15", "too_early"))

-- Theory: 70 points, two more times within fourteen working days after the day it was failed.
test("the test and its last day", like(base, {
  today = "2026-05-04", answers = answers("new", "C"), looks = looks {},
  expect = { asked = { test = { with = { pass = 70, times = 2, days = 14, last = "2026-05-26" } },
                       ready = { list = { "ktp", "health", "mind", "school", "jkn" } } }, ends = "done_inside" },
}))
test("nobody knows the holidays of 2027 yet", like(base, {
  today = "2026-12-21", answers = answers("new", "C"), looks = looks {},
  expect = { asked = { test_about = { with = { pass = 70, times = 2, days = 14, last = "2027-01-12" } } }, ends = "done_inside" },
}))

-- The vehicle lane, where there is one: a number of its own queue.
local car = { { class = "A", issued = "2021-12-01", expires = "2026-12-01" } }
test("renewed in the vehicle lane", like(base, {
  answers = answers("renewal", "A", { lane = "drive" }), looks = looks(car, { drive = "K" }),
  expect = { letter = { "polri.sim.apply", lane = "drive" }, ticket = { queue = "K" }, ends = "done_drive" },
}))
test("renewed at the counter all the same", like(base, {
  answers = answers("renewal", "A", { lane = "inside" }), looks = looks(car, { drive = "K" }),
  expect = { letter = { "polri.sim.apply", lane = "inside" }, ends = "done_inside" },
}))

-- Papers, the card, and agencies that are away.
test("papers are missing, and the list is printed", like(base, {
  answers = { who = "ktp", kind = "renewal", group = "car", class_car = "A", ready = false, missing = "print", ["ready[1].ready"] = true,
              ["ready[2].ready"] = true, ["ready[3].ready"] = false, ["ready[4].ready"] = false, ["ready[5].ready"] = true }, looks = looks(car),
  expect = { slip = { list = { "health", "mind" }, have = { "old_sim", "ktp", "jkn" } }, letters = {}, pay = {}, ticket = {},
             asked = { ["to_bring#2"] = { list = { "health", "mind" } } }, ends = "to_bring#2" },
}))
test("papers are missing, and will be there today", like(base, {
  answers = answers("renewal", "A", { ready = false, missing = "go_on" }), looks = looks(car),
  expect = { letter = { "polri.sim.apply", papers_ready = false }, ends = "done_inside" },
}))
test("everybody is away, and the card is typed", like(base, {
  answers = answers("new", "C", { birth = "1990-02-28" }), paid = false,
  looks = { ["dukcapil.person"] = false, ["polri.sim"] = false, ["polri.lanes"] = false },
  expect = { letter = { "polri.sim.apply", nik_from = "typed", person_checked = false, licences_checked = false, birth = "1990-02-28" },
             ends = "done_inside" },
}))

-- Foreigners without a KTP: immigration documents, and nobody is asked about them by a NIK.
local guest = { who = "passport", country = "NLD", passport = "NX1234567", name = "ANNA DE VRIES", birth = "1990-02-28", group = "car", class_car = "A" }
local function foreigner(kind, papers, more, expect)
  test("a foreigner, " .. kind, { today = "2026-11-16", answers = like(guest, like({ kind = kind, ready = true }, more)), looks = { ["polri.lanes"] = {} },
    expect = like({ asked = { ready = { list = papers } }, ends = "done_inside" }, expect) })
end
test("the consent names all that is sent", like(base, { answers = answers("new", "C"), looks = looks {},
  expect = { asked = { consent = { shares = { "nik", "name", "birth", "passport", "phone" } } }, ends = "done_inside" } }))
foreigner("new", { "passport", "permit", "work_permit", "health", "mind", "school" }, {}, {
  steps  = { "consent", "who", "country", "passport", "name", "birth", "kind", "group", "class_car", "ready", "costs", "test", "phone", "review", "fee",
             "polri.sim.apply", "costs_slip", "ticket", "done_inside" },
  letter = { "polri.sim.apply", nik_from = "passport", name = "ANNA DE VRIES", foreigner = { country = "NLD", passport = "NX1234567" } },
})
foreigner("renewal", { "old_sim", "passport", "permit", "health", "mind" }, { expiry = "2026-12-01" }, { pay = { amount = 80000 } })

-- The international licence is not made here: 250.000 and 225.000, and where it is made.
local function international(kind, fee, paper)
  local with = { fee = fee, site = "siminternasional.korlantas.polri.go.id" }
  local list = { "sim", "id_card", "passport", "photo" }
  test("an international licence, " .. kind, like(base, {
    answers = { who = "ktp", kind = kind, group = "international", international_paper = paper }, looks = looks {},
    expect = { asked = { [paper and "international#2" or "international"] = { list = list, with = with } }, letters = {}, pay = {}, ticket = {},
               slip = paper and { list = list } or {} },
  }))
end
international("new", 250000, true)
international("renewal", 225000, false)
