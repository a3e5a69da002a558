-- What must stay true of SKCK, from Perpol 6/2023 and PP 76/2020 (research: services, section 2.1).

local fine     = { ["dukcapil.person"] = { status = "active" }, ["polri.jkn"] = { active = true } }
local inactive = { ["dukcapil.person"] = { status = "active" }, ["polri.jkn"] = { active = false } }

-- A copy of a case with some of it said differently.
local function like(case, more)
  local to = {}
  for name, value in pairs(case) do to[name] = value end
  for name, value in pairs(more) do to[name] = value end
  return to
end

local new = {
  today = "2026-05-14", nik = "3302046902000001", looks = fine,
  answers = { purpose = "work", kind = "new", ready = true, phone = "+628123456789" },
}

test("a new one for a job", like(new, { expect = {
  steps = { "consent", "ktp", "dukcapil.person", "purpose", "kind", "ready", "polri.jkn", "phone", "review", "fee",
            "polri.skck.apply", "ticket", "done" },
  letter = { "polri.skck.apply", nik = "3302046902000001", nik_from = "card", purpose = "work", office = "polsek",
             kind = "new", person_checked = true, papers_ready = true, jkn_active = true, phone = "+628123456789" },
  ends = "done",
} }))

-- Fee: Rp30.000, new and renewal alike.
test("the fee of a new one", like(new, { expect = { pay = { bill = "pnbp.skck", amount = 30000, later = true } } }))
test("the fee of a renewal", like(new, {
  answers = { purpose = "work", kind = "renewal", old_end = "2026-01-01", ready = true },
  expect = { pay = { amount = 30000 } },
}))
test("paid later at the counter", like(new, { paid = false, expect = {
  letter = { "polri.skck.apply", bill = { state = "billed", code = "820260514123456" } }, ends = "done" } }))

-- Renewal: an SKCK that ended at most a year ago, else it is a new one.
local function renewal(old_end, kind)
  return like(new, {
    answers = { purpose = "school", kind = "renewal", old_end = old_end, ready = true },
    expect = { letter = { "polri.skck.apply", kind = kind, old_end = old_end }, ends = "done" },
  })
end
test("a renewal within a year", renewal("2025-05-14", "renewal"))
test("one that ended a year and a day ago is a new one", renewal("2025-05-13", "new"))
test("one that is still valid", renewal("2026-11-14", "renewal"))
test("ended on 29 February", like(renewal("2024-02-29", "renewal"), { today = "2025-02-28" }))

-- Papers: six photos and the prints for a new one, three photos and the old one for a renewal. An SKCK is valid for six months.
test("the papers of a new one", like(new, {
  expect = { asked = { ready = { list = { "ktp", "kk", "birth", "photo6", "prints", "jkn" } } } },
}))
test("the papers of a renewal, and how long an old one may be valid", like(renewal("2026-01-01", "renewal"), {
  expect = { asked = { ready = { list = { "old_skck", "ktp", "kk", "birth", "photo3", "jkn" } },
                       old_end = { from = "2006-05-14", to = "2026-11-14" } } },
}))

-- Which office: a Polsek may not make it for civil servants and for other countries.
local function office(purpose, which)
  return like(new, {
    answers = { purpose = purpose, kind = "new", ready = true },
    expect = { letter = { "polri.skck.apply", purpose = purpose, office = which }, ends = "done" },
  })
end
test("for a job it is the Polsek", office("work", "polsek"))
test("for school it is the Polsek", office("school", "polsek"))
test("for civil servants it is the Polres", office("cpns", "polres"))
test("a visa is made elsewhere", like(new, {
  answers = { purpose = "visa", elsewhere = "leave" },
  expect = { steps = { "consent", "ktp", "dukcapil.person", "purpose", "elsewhere", "other_office" }, letters = {}, pay = {},
             ticket = {}, ends = "other_office" },
}))
test("abroad, and a number to ask", like(new, {
  answers = { purpose = "abroad", elsewhere = "counter" },
  expect = { letters = {}, pay = {}, ends = "ask_done" },
}))

-- BPJS: from 1 March 2024 recommended, from 1 August 2024 required.
test("before BPJS was required it is advice", like(new, {
  today = "2024-07-31", looks = inactive,
  expect = { steps = { "consent", "ktp", "dukcapil.person", "purpose", "kind", "ready", "polri.jkn", "jkn_advised", "phone",
                       "review", "fee", "polri.skck.apply", "ticket", "done" },
             letter = { "polri.skck.apply", jkn_active = false } },
}))
test("BPJS is required: first to the BPJS counter", like(new, {
  today = "2024-08-01", looks = inactive,
  answers = { purpose = "work", kind = "new", ready = true, jkn = "first_bpjs" },
  expect = { letters = {}, pay = {}, ends = "to_bpjs" },
}))
test("BPJS is required: with proof it goes on", like(new, {
  looks = inactive,
  answers = { purpose = "work", kind = "new", ready = true, jkn = "go_on" },
  expect = { letter = { "polri.skck.apply", jkn_active = false }, ends = "done" },
}))

-- Papers
test("papers are missing, and will be there today", like(new, {
  answers = { purpose = "work", kind = "new", ready = false, missing = "go_on" },
  expect = { letter = { "polri.skck.apply", papers_ready = false }, ends = "done" },
}))
test("papers are missing, and the citizen comes back", like(new, {
  answers = { purpose = "work", kind = "new", ready = false, missing = "come_back" },
  expect = { letters = {}, pay = {}, ends = "where_to_get" },
}))

-- The card, and agencies that are away: nobody is sent home for it.
test("the NIK is typed and the agencies are away", like(new, {
  ktp = { nik = "3302042902010001", source = "typed" },
  looks = { ["dukcapil.person"] = false, ["polri.jkn"] = false },
  expect = { letter = { "polri.skck.apply", nik = "3302042902010001", nik_from = "typed", person_checked = false }, ends = "done" },
}))
test("a card that is not active goes to Dukcapil", like(new, {
  looks = { ["dukcapil.person"] = { status = "dead" } }, answers = {},
  expect = { letters = {}, pay = {}, ends = "not_active" },
}))
