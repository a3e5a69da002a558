-- Uses what it was called with before anybody agreed; or asks for less than it got.
local given = ...
if given.nik == "3510010000000002" then ask.consent { "consent", with = "polri", shares = { "name" } } end
look("dukcapil.person", { nik = given.nik, may_fail = true })
