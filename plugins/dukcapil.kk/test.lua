-- What must stay true of the KK (research: services, sections 2.3, 2.5, 2.10, 3.2).

-- A copy of a case with some of it said differently.
local function like(case, more)
  local to = {}
  for name, value in pairs(case) do to[name] = value end
  for name, value in pairs(more) do to[name] = value end
  return to
end

local bambang = { ["dukcapil.person"] = { status = "active", name = "BAMBANG", birth = "1998-03-02", kk = "3510121203150007" } }
local couple  = { today = "2026-05-11", input = {
  nik = "3510120203980001", name = "BAMBANG", spouse_nik = "3510075207940003", spouse_name = "SITI RAHMAWATI",
  akad_day = "2026-06-20", akad_case = "LKR-07-2605-H00042", kk = "3510121203150007" } }

local function wedding(head, nik)
  return like(couple, { answers = { head = head }, expect = {
    steps  = { "consent_married", "head", "address", "confirm", "sign_married", "dukcapil.kk.apply" },
    letter = { "dukcapil.kk.apply", kind = "married", head = nik, when = "kua.akad", by = "2026-07-20",
               kk = { number = "3510121203150007", seen = "2026-05-11" }, spouse = { nik = "3510075207940003", name = "SITI RAHMAWATI" },
               akad = { day = "2026-06-20", case = "LKR-07-2605-H00042" } } } })
end
test("after the wedding, he is the head", wedding("me", "3510120203980001"))
test("after the wedding, she is the head", wedding("spouse", "3510075207940003"))

local base = { today = "2026-05-11", nik = "3510120203980001", looks = bambang }
test("damaged", like(base, { answers = { kind = "damaged", ready = true }, expect = {
  steps = { "kind", "consent", "ktp", "dukcapil.person", "ready", "phone", "sign", "review", "dukcapil.kk.apply", "ticket", "done" },
  letter = { "dukcapil.kk.apply", kind = "damaged", papers = { "old_kk", "ktp" } }, pay = {}, ends = "done" } }))
