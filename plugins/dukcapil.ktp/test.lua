-- What must stay true of the KTP-el (research: services, sections 2.4, 2.10, 3.1).

-- A copy of a case with some of it said differently.
local function like(case, more)
  local to = {}
  for name, value in pairs(case) do to[name] = value end
  for name, value in pairs(more) do to[name] = value end
  return to
end

local siti = { ["dukcapil.person"] = { status = "active", name = "SITI RAHMAWATI", birth = "1994-07-12", sex = "P", marital = "married",
                                       kk = "3510071203180004", address = "Jl. Melati 12, RT 002 RW 005, Desa Sumberasih" } }
local lost = {
  today = "2026-05-11", looks = siti,
  answers = { kind = "lost", police = "have", police_number = "STPLK/12/V/2026", police_office = "Polsek Wanasari",
              police_day = "2026-05-10", nik = "3510075207940003", ready = true, phone = "+628123456789" },
}

test("lost: the card is not there, the NIK is typed", like(lost, { expect = {
  steps = { "kind", "police", "police_number", "police_office", "police_day", "consent", "nik", "dukcapil.person", "ready", "phone", "sign",
            "review", "dukcapil.ktp.apply", "ticket", "done" },
  letter = { "dukcapil.ktp.apply", kind = "lost", nik = "3510075207940003", nik_from = "typed", nik_agrees = true, register = "active",
             name = "SITI RAHMAWATI", birth = "1994-07-12", papers = { "police", "kk" }, papers_ready = true,
             police = { number = "STPLK/12/V/2026", office = "Polsek Wanasari", day = "2026-05-10" },
             kk = { number = "3510071203180004", seen = "2026-05-11" } },
  asked = { ready = { list = { "police", "kk" } } }, pay = {}, ends = "done",
} }))

test("after the wedding", {
  today = "2026-05-11",
  input = { nik = "3510075207940003", name = "SITI RAHMAWATI", spouse_nik = "3510120203980001", spouse_name = "BAMBANG",
            akad_day = "2026-06-20", akad_case = "LKR-07-2605-H00042", kk = "3510071203180004" },
  expect = {
    steps = { "consent_married", "sign_married", "dukcapil.ktp.apply" },
    letter = { "dukcapil.ktp.apply", kind = "married", nik = "3510075207940003", when = "kua.akad", by = "2026-07-20",
               spouse = { nik = "3510120203980001", name = "BAMBANG" }, akad = { day = "2026-06-20", case = "LKR-07-2605-H00042" } },
  },
})
test("from home nothing is handed over", like(lost, { input = nil, expect = { ends = "done" } }))
