-- A document with an electronic signature, printed again: by the QR code of the e-mail, or NIK and the PIN of the SMS.
-- The code is good for one print, so Dukcapil hears of it only when the paper is out; whoever got none tries again.
stage "which"
local input = {}
if ask.choice { "how", from = { "qr", "pin" } } == "qr" then
  local paper = read.code { "code", min = 8, max = 64, upper = true }
  input.code = string.match(paper.code, "^[%w%-]+$")
  if not input.code then return show.stop "strange" end
else
  ask.consent { "consent", with = "dukcapil", shares = { "nik" } }
  input.nik = ask.nik "nik"
  input.pin = ask.pin { "pin", digits = 6 }
end

-- Which of the two is wrong is not said: it would help who guesses.
local found = look("dukcapil.document", { nik = input.nik, pin = input.pin, code = input.code, may_fail = true })
if found and found.state == "printed" then return show.stop "printed" end
if not found or found.state ~= "ready" or not found.document then return show.stop "unknown" end

stage "print"
show.info { "ready", with = { title = found.title } }
local paper = give.copy { "copy", file = found.document, with = { title = found.title }, link = found.link }
if not paper.printed then return show.stop { "later", with = { title = found.title } } end
send { "dukcapil.cetak.printed", document = found.id, printed = today() }
show.done { "done", with = { title = found.title } }
