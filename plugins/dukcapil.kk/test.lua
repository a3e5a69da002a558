-- What must stay true of the KK (research: services, sections 2.3, 2.5, 2.10, 3.2).

local me, she, child = "3510120203980001", "3510075207940003", "3510121203200002"
local card = { nik = me, source = "card", name = "BAMBANG", birth = "1998-03-02", sex = "L" }
local bambang = { ["dukcapil.person"] = { status = "active", name = "BAMBANG", birth = "1998-03-02", marital = "single", kk = "3510121203150007" } }
local nobody = { ["dukcapil.person"] = false }

-- A visit with the card, of which only the family's part differs.
local function visit(answers, expect, more)
  return like({ today = "2026-05-11", ktp = card, looks = bambang, answers = like({ ready = true, phone = "+628123456789" }, answers),
                expect = expect }, more or {})
end
local function steps(...)
  local list = { "kind", "consent", "ktp", "dukcapil.person" }
  for _, key in ipairs { ... } do list[#list + 1] = key end
  return list
end

-- A new family.
local new = { kind = "new", founded = "marriage", event_day = "2026-05-02", spouse_nik = she, spouse_name = "SITI MA'RIFAH", head = "me",
              members = 0 }
test("a new family, with the marriage book", visit(new, {
  steps = steps("founded", "event_day", "spouse_nik", "spouse_name", "head", "address", "members", "ready", "phone", "confirm", "sign", "review",
                "dukcapil.kk.apply", "ticket", "done"),
  letter = { "dukcapil.kk.apply", kind = "new", forms = { "F-1.02" }, nik = me, nik_from = "card", name = "BAMBANG", basis = "marriage",
             event_day = "2026-05-02", head = me, spouse = { nik = she, name = "SITI MA'RIFAH" }, members = {},
             papers = { "all_kk", "ktp", "marriage" }, kk = { number = "3510121203150007", seen = "2026-05-11" } },
  asked = { confirm = { list = { "new_number", "one_card", "no_way_back" } } },
  pay = {}, ends = "done",
}))
test("she is the head, and a child comes along", visit(like(new, {
  head = "spouse", members = 1, ["member[1].member_nik"] = child, ["member[1].member_name"] = "O", ["member[1].relation"] = "4",
}), { letter = { "dukcapil.kk.apply", head = she, members = { { nik = child, name = "O", relation = "4" } } } }))
test("a marriage that nobody registered: the statement F-1.05", visit(like(new, { founded = "f105" }), {
  letter = { "dukcapil.kk.apply", basis = "f105", forms = { "F-1.02", "F-1.05" }, papers = { "all_kk", "ktp", "f105" } }, ends = "done",
}))
test("after a divorce the applicant is the head", visit({ kind = "new", founded = "divorce", event_day = "2026-01-05", members = 0 }, {
  letter = { "dukcapil.kk.apply", basis = "divorce", head = me, papers = { "all_kk", "ktp", "divorce" } }, ends = "done",
}))

-- One person is in exactly one KK, once.
local function refused(why, answers)
  return { today = "2026-05-11", ktp = card, looks = bambang, answers = answers, expect = { refused = why } }
end
test("nobody marries oneself", refused("twice", { kind = "new", founded = "marriage", event_day = "2026-05-02", spouse_nik = me }))
test("nobody comes along twice", refused("twice", { kind = "new", founded = "marriage", event_day = "2026-05-02", spouse_nik = she,
  spouse_name = "SITI", head = "me", members = 1, ["member[1].member_nik"] = she }))
test("who leaves cannot be the next head", refused("gone_head", { kind = "leave", gone = "death", gone_nik = she, gone_name = "SITI",
  was_head = true, new_head = she }))

-- A part of a family, at the same address: from 17 on, or of who has been married.
local split = { kind = "split", members = 0 }
test("split: it cannot be undone, and says so", visit(split, {
  steps = steps("members", "ready", "phone", "confirm", "sign", "review", "dukcapil.kk.apply", "ticket", "done"),
  letter = { "dukcapil.kk.apply", kind = "split", head = me, papers = { "old_kk", "ktp" } },
  asked = { confirm = { list = { "new_number", "one_card", "no_way_back" } } }, ends = "done",
}))
local function of(birth, marital)
  return { ktp = like(card, { birth = birth }), looks = { ["dukcapil.person"] = { status = "active", marital = marital } } }
end
test("split at 17", visit(like(split, { kk = "3510121203150007" }), { ends = "done" }, of("2009-05-11", "single")))
test("split the day before", visit({}, nil,
  like(of("2009-05-12", "single"), { answers = { kind = "split", kk = "3510121203150007", ever_married = false },
                                     expect = { letters = {}, asked = { too_young = { with = { age = 17, day = "2026-05-12" } } }, ends = "too_young" } })))
test("split at 16, married by the register", visit(like(split, { kk = "3510121203150007" }), { ends = "done" }, of("2009-12-01", "married")))
test("split at 16, married by the citizen", visit(like(split, { kk = "3510121203150007", ever_married = true }), { ends = "done" },
  of("2009-12-01", "single")))

-- Someone joins, someone leaves.
test("join a family after moving", visit({ kind = "join", arrived = "skpwni", host_kk = "3510072501100003", host_name = "PAIJO", relation = "8",
                                           members = 0 }, {
  letter = { "dukcapil.kk.apply", kind = "join", basis = "skpwni", relation = "8", papers = { "host_kk", "ktp", "skpwni" },
             host = { kk = { number = "3510072501100003", seen = "2026-05-11" }, name = "PAIJO" } },
  asked = { confirm = { list = { "one_card", "no_way_back" } } }, ends = "done",
}))
test("join a family after years abroad", visit({ kind = "join", arrived = "skdln", host_kk = "3510072501100003", host_name = "PAIJO",
                                                 relation = "4", members = 0 }, {
  letter = { "dukcapil.kk.apply", papers = { "host_kk", "ktp", "skdln" } }, ends = "done",
}))
test("whoever joins has left their own: its number is not asked", visit({ kind = "join", arrived = "skdln", host_kk = "3510072501100003",
  host_name = "PAIJO", relation = "4", members = 0, name = "BAMBANG" }, {
  steps = { "kind", "consent", "ktp", "dukcapil.person", "name", "arrived", "host_kk", "host_name", "relation", "members", "ready", "phone", "confirm",
            "sign", "review", "dukcapil.kk.apply", "ticket", "done" }, ends = "done",
}, { ktp = { nik = me, source = "typed" }, looks = nobody }))
local function gone(why, more, letter)
  letter[1] = "dukcapil.kk.apply"
  return visit(like({ kind = "leave", gone = why, gone_nik = she, gone_name = "SITI", was_head = false }, more), { letter = letter, ends = "done" })
end
test("the head died: another one is named", gone("death", { was_head = true, new_head = me }, {
  basis = "death", leaves = { nik = she, name = "SITI" }, head = me, papers = { "old_kk", "death" } }))
test("without its head the family gets another number, which is said before", visit({ kind = "leave", gone = "death", gone_nik = she, gone_name = "SITI",
  was_head = true, new_head = me }, { asked = { confirm = { list = { "new_number", "no_way_back" } } }, ends = "done" }))
test("one may leave oneself, and is not asked for one's name", visit({ kind = "leave", gone = "marriage", gone_nik = me, was_head = false }, {
  steps = steps("gone", "gone_nik", "was_head", "ready", "phone", "sign", "review", "dukcapil.kk.apply", "ticket", "done"),
  letter = { "dukcapil.kk.apply", basis = "marriage", leaves = { nik = me, name = "BAMBANG" } }, ends = "done" }))
test("someone divorced", gone("divorce", {}, { papers = { "old_kk", "divorce" } }))
test("someone moved away", gone("skpwni", {}, { papers = { "old_kk", "skpwni" } }))
test("someone married", gone("marriage", {}, { papers = { "old_kk", "marriage" } }))

-- Other data: F-1.06, of each person what was, what is, and the paper that proves it.
test("the education of a child and the faith of the applicant", visit({ kind = "change", changes = 2,
  ["change[1].of_nik"] = child, ["change[1].of_name"] = "NI'MAH", ["change[1].element"] = "education", ["change[1].old"] = "SLTP",
  ["change[1].new_school"] = "5", ["change[1].basis"] = "diploma",
  ["change[2].of_nik"] = me, ["change[2].of_name"] = "BAMBANG", ["change[2].element"] = "religion", ["change[2].old"] = "-",
  ["change[2].new"] = "KEPERCAYAAN", ["change[2].basis"] = "faith" }, {
  letter = { "dukcapil.kk.apply", forms = { "F-1.02", "F-1.06" }, papers = { "old_kk", "diploma", "faith" }, changes = {
    { nik = child, name = "NI'MAH", element = "education", old = "SLTP", new = "SLTA/Sederajat", basis = "diploma" },
    { nik = me, name = "BAMBANG", element = "religion", old = "-", new = "KEPERCAYAAN", basis = "faith" } } }, ends = "done",
}))

-- Lost and damaged.
test("lost: the letter of the police; the number is known by the register or not at all", visit({ kind = "lost", police = "have",
  police_number = "STPLK/12/V/2026", police_office = "Polsek Wanasari", police_day = "2026-05-10", name = "BAMBANG" }, {
  letter = { "dukcapil.kk.apply", kind = "lost", papers = { "police", "ktp_kitap" },
             police = { number = "STPLK/12/V/2026", office = "Polsek Wanasari", day = "2026-05-10" } }, ends = "done",
}, { ktp = { nik = me, source = "typed" }, looks = nobody }))
local function without_letter(has_card, slip)
  test("lost, without the letter of the police, " .. (has_card and "with the card" or "with nothing"), {
    today = "2026-05-11", answers = { kind = "lost", police = "list", ["ready[1].ready"] = has_card },
    expect = { steps = { "kind", "police", "ready[1].ready", "come_back", "come_back#2" }, slip = slip, letters = {}, ticket = {},
               asked = { ["come_back#2"] = { list = slip.list, go_to = "polri" } }, ends = "come_back#2" },
  })
end
without_letter(true, { list = { "police" }, have = { "ktp_kitap" } })
without_letter(false, { list = { "police", "ktp_kitap" } })
test("damaged", visit({ kind = "damaged" }, {
  steps = steps("ready", "phone", "sign", "review", "dukcapil.kk.apply", "ticket", "done"),
  letter = { "dukcapil.kk.apply", kind = "damaged", papers = { "damaged_kk", "ktp_kitap" } }, ends = "done",
}))
test("damaged beyond reading, and the register is away: its number is not asked", visit({ kind = "damaged", name = "BAMBANG" }, {
  steps = { "kind", "consent", "ktp", "dukcapil.person", "name", "ready", "phone", "sign", "review", "dukcapil.kk.apply", "ticket", "done" }, ends = "done",
}, { ktp = { nik = me, source = "typed" }, looks = nobody }))
test("papers are missing, and the list goes home", visit({}, nil, { answers = { kind = "damaged", ready = false, missing = "list",
  ["ready[1].ready"] = true, ["ready[2].ready"] = false }, expect = {
  letters = {}, ticket = {}, slip = { list = { "ktp_kitap" }, have = { "damaged_kk" } },
  asked = { ["come_back#2"] = { list = { "ktp_kitap" } } }, ends = "come_back#2" } }))
test("papers are missing, and will be there today", visit({ kind = "damaged", ready = false, missing = "go_on" }, {
  letter = { "dukcapil.kk.apply", papers_ready = false }, ends = "done" }))
test("three working days, over a holiday", visit({ kind = "damaged" }, { asked = { done = { with = { ready = "2026-05-18" } } } }))
test("one working day in Kebumen", visit({ kind = "damaged" }, { asked = { done = { with = { ready = "2026-05-12" } } } }, { place = "33.05" }))
test("three in Bontang", visit({ kind = "damaged" }, { asked = { done = { with = { ready = "2026-05-18" } } } }, { place = "64.74" }))
test("a stamp on F-1.06 in Tasikmalaya", visit({ kind = "change", changes = 1, ["change[1].of_nik"] = child, ["change[1].of_name"] = "NI'MAH",
  ["change[1].element"] = "education", ["change[1].old"] = "SLTP", ["change[1].new_school"] = "5", ["change[1].basis"] = "diploma" }, {
  letter = { "dukcapil.kk.apply", papers = { "old_kk", "stamp", "diploma" } }, ends = "done" }, { place = "32.78" }))
test("nobody knows the holidays of 2027 yet", visit({ kind = "damaged" }, { ends = "done_about" }, { today = "2026-12-30" }))
test("whose card was read nowhere and whom the register calls dead: served, and the officer told", visit({ kind = "damaged" }, {
  letter = { "dukcapil.kk.apply", register = "dead", nik_from = "typed", name = "PAIJO" } }, {
  ktp = { nik = "3510093102560001", source = "typed" }, looks = { ["dukcapil.person"] = { status = "dead", name = "PAIJO", kk = "3510091701100003" } } }))

-- With a wedding: the visit of the couple hands over what it knows; the head and the address are asked.
local couple = { nik = me, name = "BAMBANG", spouse_nik = she, spouse_name = "SITI MA'RIFAH", akad_day = "2026-06-20",
                 akad_case = "LKR-07-2605-H00042", kk = "3510121203150007", phone = "+628123456789" }
local function wedding(head, nik)
  return { today = "2026-05-11", input = couple, answers = { head = head }, expect = {
    steps  = { "consent_married", "head", "address", "confirm", "sign_married", "dukcapil.kk.apply" },
    letter = { "dukcapil.kk.apply", kind = "married", head = nik, when = "kua.akad", by = "2026-07-20", phone = "+628123456789",
               kk = { number = "3510121203150007", seen = "2026-05-11" }, spouse = { nik = she, name = "SITI MA'RIFAH" },
               akad = { day = "2026-06-20", case = "LKR-07-2605-H00042" } },
    asked  = { consent_married = { shares = { "nik", "name", "spouse_nik", "spouse_name", "akad_day", "akad_case", "kk", "phone" }, by = "2026-07-20" } },
    ticket = {}, pay = {} } }
end
test("after the wedding, he is the head", wedding("me", me))
test("after the wedding, she is the head", wedding("spouse", she))
