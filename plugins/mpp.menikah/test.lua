-- One visit of a couple: what is known of it is handed on by name, and nothing is asked twice. The number comes before Dukcapil
-- asks: whoever says no there leaves, and has it.

local couple = { case = "LKR-07-2605-H00001", day = "2026-06-09", bill = "free", phone = "+628123456789",
                 groom = { nik = "3510121505980002", name = "AGUS", kk = "3510121203180001" }, bride = { nik = "3510075207990003", name = "SITI NUR'AINI" } }
local function shares(one, other)
  return { input = { nik = one.nik, name = one.name, spouse_nik = other.nik, spouse_name = other.name, akad_day = "2026-06-09",
                     akad_case = "LKR-07-2605-H00001", phone = "+628123456789", kk = one.kk }, may_fail = true }
end
local function visit(wish, kua, ktp, kk, expect)
  return { today = "2026-05-04", answers = { wish = wish }, expect = expect,
           calls = { ["kua.nikah"] = kua, ["dukcapil.ktp"] = ktp, ["dukcapil.kk"] = kk } }
end
local case = { case = "LKR-07-2605-A00002" }

test("everything", visit("all", couple, case, case, {
  steps = { "wish", "kua.nikah", "ticket", "dukcapil.ktp", "dukcapil.ktp#2", "dukcapil.kk", "cases", "done_cards" },
  asked = { ["dukcapil.ktp"] = shares(couple.groom, couple.bride), ["dukcapil.ktp#2"] = shares(couple.bride, couple.groom),
            ["dukcapil.kk"] = shares(couple.groom, couple.bride), ticket = { case = "LKR-07-2605-H00001" },
            cases = { list = { "groom", "bride", "family" },
                      with = { groom = case.case, bride = case.case, family = case.case } },
            done_cards = { list = { "free", "papers" } } },
  letters = {}, pay = {}, ends = "done_cards",
}))
test("everything, and the fee is paid", visit("all", like(couple, { bill = "paid" }), case, case, {
  asked = { done_cards = { list = { "paid", "papers" } } }, ends = "done_cards" }))
test("without a family card", visit("ktp", couple, case, case, {
  steps = { "wish", "kua.nikah", "ticket", "dukcapil.ktp", "dukcapil.ktp#2", "cases", "done_cards" } }))
test("only the marriage", visit("kua", couple, case, case, {
  steps = { "wish", "kua.nikah", "ticket", "done" }, asked = { done = { list = { "free", "papers" } } } }))
test("the KUA could not register it", visit("all", false, case, case, {
  steps = { "wish", "kua.nikah", "not_registered" }, ticket = {}, ends = "not_registered" }))
test("nobody offers Dukcapil's services here", visit("all", couple, false, false, {
  steps = { "wish", "kua.nikah", "ticket", "dukcapil.ktp", "dukcapil.ktp#2", "dukcapil.kk", "at_dukcapil", "done" },
  slip = {}, asked = { done = { list = { "free", "papers" } } }, ends = "done" }))
test("nobody makes a family card here", visit("all", couple, case, false, {
  asked = { cases = { list = { "groom", "bride" }, with = { groom = case.case, bride = case.case } } },
  steps = { "wish", "kua.nikah", "ticket", "dukcapil.ktp", "dukcapil.ktp#2", "dukcapil.kk", "at_dukcapil", "cases", "done_cards" } }))

local foreign = { case = couple.case, day = couple.day, bill = "paid", groom = { name = "JAN" }, bride = couple.bride }
test("a foreign groom", visit("all", foreign, case, case, {
  steps = { "wish", "kua.nikah", "ticket", "foreigner", "done" },
  asked = { done = { list = { "paid", "papers" } } }, ends = "done" }))
test("the fee is paid later", visit("kua", { case = couple.case, day = couple.day, bill = "billed", groom = couple.groom, bride = couple.bride }, case, case, {
  asked = { done = { list = { "pay_later", "papers" } } } }))
