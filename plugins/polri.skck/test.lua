-- What must stay true of SKCK, from Perpol 6/2023 and PP 76/2020 (research: services, section 2.1).

local fine     = { ["dukcapil.person"] = { status = "active" }, ["polri.jkn"] = { active = true } }
local inactive = { ["dukcapil.person"] = { status = "active" }, ["polri.jkn"] = { active = false } }

local new = {
  today = "2026-05-14", nik = "3302046902000001", looks = fine,
  answers = { who = "citizen", form = "counter", purpose = "work", kind = "new", ready = true, phone = "+628123456789" },
}

test("a new one for a job", like(new, { expect = {
  steps = { "consent", "who", "ktp", "dukcapil.person", "purpose", "kind", "ready", "polri.jkn", "form", "photo", "phone", "review", "fee",
            "polri.skck.apply", "ticket", "done" },
  letter = { "polri.skck.apply", nik = "3302046902000001", nik_from = "card", purpose = "work", office = "polsek",
             kind = "new", person_checked = true, papers_ready = true, jkn_active = true, phone = "+628123456789" },
  ends = "done",
} }))

test("the consent names all that is asked and sent", like(new, { expect = {
  asked = { consent = { shares = { "nik", "name", "birth", "passport", "jkn", "photo", "phone" } } }, ends = "done" } }))

-- The photo is for the certificate; where the camera does not work it goes on without.
test("no camera that works", like(new, {
  answers = { who = "citizen", form = "counter", purpose = "work", kind = "new", ready = true, photo = false },
  expect = { ends = "done" },
}))

-- Fee: Rp30.000, new and renewal alike.
test("the fee of a new one", like(new, { expect = { pay = { bill = "pnbp.skck", amount = 30000, later = true } } }))
test("the fee of a renewal", like(new, {
  answers = { who = "citizen", form = "counter", purpose = "work", kind = "renewal", old_end = "2026-01-01", ready = true },
  expect = { pay = { amount = 30000 } },
}))
test("paid later at the counter", like(new, { paid = false, expect = {
  letter = { "polri.skck.apply", bill = { state = "billed", code = "820260514123456" } }, ends = "done" } }))

-- Renewal: an SKCK that ended at most a year ago, else it is a new one.
local function renewal(old_end, kind)
  return like(new, {
    answers = { who = "citizen", form = "counter", purpose = "school", kind = "renewal", old_end = old_end, ready = true },
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
    answers = { who = "citizen", form = "counter", purpose = purpose, kind = "new", ready = true },
    expect = { letter = { "polri.skck.apply", purpose = purpose, office = which }, ends = "done" },
  })
end
test("for a job it is the Polsek", office("work", "polsek"))
test("for school it is the Polsek", office("school", "polsek"))
test("for civil servants it is the Polres", office("cpns", "polres"))
test("a visa is made elsewhere", like(new, {
  answers = { who = "citizen", purpose = "visa", kind = "new", elsewhere = "leave" },
  expect = { steps = { "consent", "who", "ktp", "dukcapil.person", "purpose", "kind", "elsewhere", "go_there" }, letters = {}, pay = {},
             slip = {}, ticket = {}, asked = { go_there = { list = { "mabes", "ktp", "kk", "birth", "photo6", "prints", "jkn" } } }, ends = "go_there" },
}))
test("abroad, and a number to ask", like(new, {
  answers = { who = "citizen", purpose = "abroad", kind = "new", elsewhere = "counter" },
  expect = { letters = {}, pay = {}, ends = "ask_done" },
}))

-- BPJS: from 1 March 2024 recommended, from 1 August 2024 required.
test("before BPJS was required it is advice", like(new, {
  today = "2024-07-31", looks = inactive,
  expect = { steps = { "consent", "who", "ktp", "dukcapil.person", "purpose", "kind", "ready", "polri.jkn", "jkn_advised", "form", "photo", "phone",
                       "review", "fee", "polri.skck.apply", "ticket", "done" },
             letter = { "polri.skck.apply", jkn_active = false } },
}))
-- The proof is on the list of papers where it is required, and nowhere else.
local function jkn_paper(today, place, papers)
  test("the papers on " .. today .. " at " .. place, like(new, { today = today, place = place,
    expect = { asked = { ready = { list = papers } }, ends = "done" } }))
end
jkn_paper("2024-02-29", "33.07", { "ktp", "kk", "birth", "photo6", "prints" })
jkn_paper("2024-03-01", "35.10", { "ktp", "kk", "birth", "photo6", "prints" })
jkn_paper("2024-03-01", "33.07", { "ktp", "kk", "birth", "photo6", "prints", "jkn" })
-- Six Polda required it from 1 March 2024 on, with leniency; nobody before.
local function jkn_at(place, today, says)
  test("BPJS on " .. today .. " at " .. (place or "no pilot"), like(new, {
    today = today, place = place, looks = inactive,
    answers = like(new.answers, says == "required" and { jkn = "go_on" } or {}),
    expect = { asked = says and { [says == "required" and "jkn" or "jkn_advised"] = {} }, letter = { "polri.skck.apply", jkn_active = false },
               ends = "done" },
  }))
end
for _, place in ipairs { "21.71", "33.07", "64.71", "73.71", "51.03", "92.02" } do jkn_at(place, "2024-03-01", "required") end
jkn_at("33.07", "2024-02-29")
jkn_at("35.10", "2024-03-01", "recommended")
jkn_at("35.10", "2024-08-01", "required")
test("BPJS is required: first to the BPJS counter", like(new, {
  today = "2024-08-01", looks = inactive,
  answers = { who = "citizen", purpose = "work", kind = "new", ready = true, jkn = "first_bpjs" },
  expect = { letters = {}, pay = {}, ends = "to_bpjs" },
}))
test("BPJS is required: with proof it goes on", like(new, {
  looks = inactive,
  answers = { who = "citizen", form = "counter", purpose = "work", kind = "new", ready = true, jkn = "go_on" },
  expect = { letter = { "polri.skck.apply", jkn_active = false }, ends = "done" },
}))

-- Papers: who goes home to get one is asked of each, and what is missing comes first.
local function lacks(what, papers)
  local answers = { who = "citizen", purpose = "work", ready = false }
  for i, paper in ipairs(papers) do answers["ready[" .. i .. "].ready"] = paper ~= what end
  return answers
end
test("papers are missing, and will be there today", like(new, {
  answers = { who = "citizen", form = "counter", purpose = "work", kind = "new", ready = false, missing = "go_on" },
  expect = { letter = { "polri.skck.apply", papers_ready = false }, ends = "done" },
}))
test("papers are missing, and the citizen comes back", like(new, {
  answers = like(lacks("birth", { "ktp", "kk", "birth", "photo6", "prints", "jkn" }), { kind = "new", missing = "come_back" }),
  expect = { asked = { where_to_get = { list = { "birth" } } }, slip = {}, letters = {}, pay = {}, ends = "where_to_get" },
}))

-- The card, and agencies that are away: nobody is sent home for it.
test("the NIK is typed and the agencies are away", like(new, {
  ktp = { nik = "3302042902010001", source = "typed" },
  looks = { ["dukcapil.person"] = false, ["polri.jkn"] = false },
  expect = { letter = { "polri.skck.apply", nik = "3302042902010001", nik_from = "typed", person_checked = false }, ends = "done" },
}))
test("a card that is not active goes to Dukcapil", like(new, {
  looks = { ["dukcapil.person"] = { status = "dead" } }, answers = { who = "citizen" },
  expect = { letters = {}, pay = {}, ends = "not_active" },
}))

-- Who is young, and whose card has an address elsewhere: said, and served.
local function of(person, place, expect) return like(new, { place = place, expect = expect,
  ktp = like({ nik = "3302046902000001", source = "card", name = "SITI", birth = "2000-02-29" }, person) }) end
test("seventeen today", of({ birth = "2009-05-14" }, nil, { steps = {
  "consent", "who", "ktp", "dukcapil.person", "purpose", "kind", "ready", "polri.jkn", "form", "photo", "phone", "review", "fee", "polri.skck.apply",
  "ticket", "done" } }))
test("seventeen tomorrow", of({ birth = "2009-05-15" }, nil, { asked = { young = { with = { age = 17 } } }, letter = { "polri.skck.apply", birth = "2009-05-15" }, ends = "done" }))
test("the address is here", of({ region = "KABUPATEN BANYUMAS" }, "33.02", { steps = {
  "consent", "who", "ktp", "dukcapil.person", "purpose", "kind", "ready", "polri.jkn", "form", "photo", "phone", "review", "fee", "polri.skck.apply",
  "ticket", "done" } }))
test("the address is elsewhere", of({ region = "KABUPATEN CILACAP" }, "33.02", { asked = { other_address = { with = { region = "KABUPATEN CILACAP", here = "Kabupaten Banyumas" } } },
  letter = { "polri.skck.apply", other_address = true }, ends = "done" }))
test("nobody has said which address is here", of({ region = "KABUPATEN CILACAP" }, "33.07", { letter = { "polri.skck.apply", kind = "new" }, ends = "done" }))
test("it is valid for six months", like(new, { expect = { asked = { done = { with = { months = 6 } } } } }))

-- A seat: the office follows how high it is. What is not made here goes on paper, with the office first.
test("a village head asks the Polsek", like(new, {
  answers = { who = "citizen", purpose = "seat", seat = "village", kind = "new", ready = true, form = "counter" },
  expect = { letter = { "polri.skck.apply", purpose = "seat", seat = "village", office = "polsek" }, ends = "done" },
}))
test("a governor asks the Polda, and takes the way there on paper", like(new, {
  answers = { who = "citizen", purpose = "seat", seat = "province", kind = "new", elsewhere = "print" },
  expect = { slip = { list = { "polda", "ktp", "kk", "birth", "photo6", "prints", "jkn" } }, letters = {}, pay = {}, ticket = {},
             ends = "go_there#2" },
}))
test("a renewal that is made elsewhere: the old one, not the prints", like(new, {
  answers = { who = "citizen", purpose = "visa", kind = "renewal", elsewhere = "print" },
  expect = { slip = { list = { "mabes", "old_skck", "ktp", "kk", "birth", "photo3", "jkn" } }, letters = {}, pay = {}, ends = "go_there#2" },
}))
test("another purpose is said in words", like(new, {
  answers = { who = "citizen", purpose = "other", what = "Pindah alamat", kind = "new", ready = true, form = "counter" },
  expect = { letter = { "polri.skck.apply", other_purpose = "Pindah alamat", office = "polsek" }, ends = "done" },
}))
test("papers are missing, and the list is printed", like(new, {
  answers = like(lacks("jkn", { "old_skck", "ktp", "kk", "birth", "photo3", "jkn" }), { kind = "renewal", old_end = "2026-01-01", missing = "print" }),
  expect = { asked = { ["ready[6].ready"] = { list = { "jkn" } } },
             slip = { list = { "jkn" }, have = { "old_skck", "ktp", "kk", "birth", "photo3" } }, letters = {}, pay = {}, ticket = {},
             ends = "where_to_get#2" },
}))
test("who has each of them and goes home all the same gets the whole list", like(new, {
  answers = like(lacks("nothing", { "old_skck", "ktp", "kk", "birth", "photo3", "jkn" }), { kind = "renewal", old_end = "2026-01-01", missing = "print" }),
  expect = { slip = { list = { "old_skck", "ktp", "kk", "birth", "photo3", "jkn" } }, ends = "where_to_get#2" },
}))
-- Foreigners: passport, permit and sponsor; photos with a yellow background; never a Polsek.
local guest = {
  today = "2026-05-14", looks = {},
  answers = { who = "foreigner", country = "NLD", passport = "NX1234567", name = "ANNA DE VRIES", sex = "P", birth = "1990-02-28", permit = "kitas",
              sponsor = "PT Maju", purpose = "work", kind = "new", ready = true, form = "counter", phone = "+628123456789" },
}
test("a foreigner with a permit for a job", like(guest, { expect = {
  steps  = { "consent", "who", "country", "passport", "name", "sex", "birth", "permit", "sponsor", "purpose", "kind", "ready", "form", "photo", "phone",
             "review", "fee", "polri.skck.apply", "ticket", "done" },
  asked  = { ready = { list = { "passport", "permit", "sponsor", "marriage", "yellow6", "prints" } },
             purpose = { from = { "work", "school", "visa", "abroad", "other" } } },
  letter = { "polri.skck.apply", nik_from = "passport", name = "ANNA DE VRIES", birth = "1990-02-28", office = "polres",
             foreigner = { country = "NLD", passport = "NX1234567", sex = "P", permit = "kitas", sponsor = "PT Maju" } },
  pay    = { amount = 30000 },
  ends   = "done",
} }))

-- The form, here: each of the family, the schools, the jobs; and nobody at all.
test("the form with a family", like(new, {
  answers = { who = "citizen", purpose = "work", kind = "new", ready = true, form = "here", birth_place = "Lokaraya", faith = "islam",
              marital = "married", job = "Petani", relatives = 2, same_home = false, same_faith = true,
              ["relative[1].relation"] = "spouse", ["relative[1].relative_name"] = "O'Neil", ["relative[1].age"] = 30,
              ["relative[1].relative_job"] = "Guru", ["relative[1].relative_home"] = "Losari",
              ["relative[2].relation"] = "father", ["relative[2].relative_name"] = "Sukarno", ["relative[2].age"] = 0,
              ["relative[2].relative_job"] = "-", ["relative[2].relative_home"] = "-",
              schools = 1, ["school[1].level"] = "sma", ["school[1].school_name"] = "SMAN 1", ["school[1].graduated"] = 2018,
              posts = 1, ["post[1].employer"] = "PT Maju", ["post[1].since"] = 2019, record = "convicted", record_case = "Lalu lintas",
              record_outcome = "Denda", height = 158, weight = 50, hair = "Hitam", face = "Bulat", skin = "Cokelat", has_mark = true,
              mark = "Bekas luka", hobby = "Membaca" },
  expect = { steps = {
    "consent", "who", "ktp", "dukcapil.person", "purpose", "kind", "ready", "polri.jkn", "form", "form_consent", "birth_place", "faith",
    "marital", "job", "relatives", "same_home", "same_faith",
    "relative[1].relation", "relative[1].relative_name", "relative[1].age", "relative[1].relative_job", "relative[1].relative_home",
    "relative[2].relation", "relative[2].relative_name", "relative[2].age", "relative[2].relative_job", "relative[2].relative_home",
    "schools", "school[1].level", "school[1].school_name", "school[1].graduated", "posts", "post[1].employer", "post[1].since",
    "record", "record_case", "record_outcome", "height", "weight", "hair", "face", "skin", "has_mark", "mark", "hobby", "photo", "phone",
    "review", "fee", "polri.skck.apply", "ticket", "done" }, ends = "done" },
}))
test("the form without a family, a school or a case", like(new, {
  answers = { who = "citizen", purpose = "work", kind = "new", ready = true, form = "here", marital = "single", relatives = 0,
              schools = 0, posts = 0, record = "never", has_mark = false },
  expect = { asked = { form_consent = { shares = { "self", "address", "family", "school", "cases", "body" } } }, ends = "done" },
}))
