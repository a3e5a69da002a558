-- Every class of step once: what the desk must carry through kills, Back and Ubah.
stage "first"
ask.consent { "consent", with = "polri", shares = { "nik" } }
local ktp = read.ktp "ktp"
local person = look("dukcapil.person", { nik = ktp.nik, may_fail = true })
stage "second"
local name = ask.text { "name", min = 2, max = 40, upper = true, check = function(v) return v ~= "NO", "not_no" end }
local use = ask.choice { "use", from = { "work", "visa" } }
local country = use == "visa" and ask.text "country" or nil
local sure = ask.yes "sure"
ask.review "review"
local paid = pay { "fee", amount = rule "test.fee", of = "test.fee", bill = "pnbp.test", later = true }
local sent = send { "polri.test.apply", nik = ktp.nik, name = name, use = use, country = country,
  person = person and person.name, sure = sure, paid = paid.number }
local ticket = give.ticket { "ticket", case = sent.case }
show.done "done"
