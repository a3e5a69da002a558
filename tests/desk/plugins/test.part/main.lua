-- The service that is called: its keys are those of the caller, and it must not matter.
local given = ...
ask.consent { "consent", with = "polri", shares = { "nik", "name" } }
local name = ask.choice { "name", from = { "red", "blue", "none" } }
ask.review "review"
if name == "none" then return show.stop "stop" end
if name == "blue" then return { color = name } end
local sent = send { "polri.test.part", nik = given.nik, color = name }
return { color = name, case = sent.case }
