-- A document of an agency, and one of its own.
local copy = ask.yes "which"
local paper
if copy then
  local found = look("polri.document", { id = "1" })
  ask.yes "sure"
  paper = give.copy { "copy", file = found.document, link = "https://polri.example/1" }
else
  paper = give.document { "letter", template = "surat", with = { name = "SITI", members = { { name = "ANI" } } } }
end
show.stop { paper.printed and "on_paper" or "on_screen" }
