-- What must stay true of printing a signed document again (research: services, 2.5 and 5.1).
local document = { sha256 = string.rep("5a", 32), size = 1800 }
local ready    = { state = "ready", id = "DOK-1", title = "Kartu Keluarga", document = document, link = "https://dukcapil.example/d/1" }

local function by_pin(name, found, expect)
  test(name, { today = "2026-05-14", answers = { how = "pin", nik = "3510075207940003", pin = "001234" },
               looks = { ["dukcapil.document"] = found }, expect = expect })
end

by_pin("by PIN: the paper is out, and Dukcapil hears that the code is used up", ready, {
  steps    = { "how", "consent", "nik", "pin", "dukcapil.document", "ready", "copy", "dukcapil.cetak.printed", "done" },
  asked    = { ["dukcapil.document"] = { input = { nik = "3510075207940003", pin = "001234" } } },
  document = { file = document, link = "https://dukcapil.example/d/1" },
  letter   = { "dukcapil.cetak.printed", document = "DOK-1", printed = "2026-05-14" },
  ends     = "done",
})
by_pin("a code that was used", { state = "printed" }, { letters = {}, document = {}, ends = "printed" })
by_pin("a wrong PIN, or nobody answers", false, { letters = {}, document = {}, ends = "unknown" })
by_pin("found, but not signed yet", { state = "waiting" }, { letters = {}, document = {}, ends = "unknown" })

test("by the QR code: no NIK is asked", {
  answers = { how = "qr", code = { code = "DOK-3510075207940003", source = "scanner", symbology = "qr" } },
  looks   = { ["dukcapil.document"] = ready },
  expect  = { steps = { "how", "code", "dukcapil.document", "ready", "copy", "dukcapil.cetak.printed", "done" },
              asked = { ["dukcapil.document"] = { input = { code = "DOK-3510075207940003" } } }, ends = "done" },
})
test("any other code is not asked about", {
  answers = { how = "qr", code = { code = "https://example.com/?q=1", source = "scanner", symbology = "qr" } },
  expect  = { ends = "strange" },
})
