-- A service that calls another one in the middle.
ask.consent { "consent", with = "polri", shares = { "nik" } }
local ktp = read.ktp "ktp"
local name = ask.text { "name", upper = true }
local part = call("test.part", { nik = ktp.nik, name = name })
local city = ask.text "city"
ask.review "review"
local sent = send { "polri.test.apply", nik = ktp.nik, city = city, color = part and part.color, part = part and part.case }
give.ticket { "ticket", case = part and part.case or sent.case }
show.done "done"
