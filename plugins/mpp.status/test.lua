-- What must stay true of asking how a case stands.

local function typed(code) return { code = code, source = "typed" } end
local function scanned(code) return { code = code, source = "scanner", symbology = "qr" } end

local function stands(name, case, expect)
  test(name, { answers = { number = typed "LKR-07-2611-D00042", paper = true }, looks = { ["mpp.case"] = case }, expect = expect })
end

for _, state in ipairs { "received", "accepted", "ready", "rejected", "waiting", "withdrawn" } do
  test("it is " .. state, {
    answers = { number = typed "LKR-07-2611-D00042" }, looks = { ["mpp.case"] = { state = state, missing = {} } },
    expect = { steps = { "number", "mpp.case", state }, letters = {}, ticket = {}, slip = {}, ends = state },
  })
end

stands("something is missing, and it is printed", { state = "more", missing = { "Pas foto 4x6", "Kartu Keluarga asli" } }, {
  steps = { "number", "mpp.case", "more", "paper", "slip", "bye" },
  slip  = { list = { "missing1", "missing2" } },
  ends  = "bye",
})
-- What was decided, as officers write it; the same cases are in the pictures (simulated agencies, kiosk 99).
stands("it is accepted, and when it will be ready", { state = "accepted", text = "Dokumen Anda sedang dicetak.", ["until"] = "2026-12-01" }, {
  asked = { accepted = { list = { "by" }, with = { number = "LKR-07-2611-D00042", said = "Dokumen Anda sedang dicetak.",
                                                   lines = "•  Dokumen Anda sedang dicetak.\n", by = "2026-12-01" } } },
  slip  = { list = { "said", "by" } }, ends = "bye",
})
stands("more is asked, and until when", { state = "more", text = "Foto yang Anda bawa buram.", missing = { "Pas foto 4x6" }, ["until"] = "2026-12-01" }, {
  asked = { more = { list = { "by" }, with = { number = "LKR-07-2611-D00042", said = "Foto yang Anda bawa buram.", missing1 = "Pas foto 4x6",
                                               lines = "•  Foto yang Anda bawa buram.\n•  Pas foto 4x6\n", by = "2026-12-01" } } },
  slip  = { list = { "said", "missing1", "by" } }, ends = "bye",
})
local reason = "Nama di akta kelahiran berbeda dengan nama di KTP."
stands("it is rejected, with the reason", { state = "rejected", text = reason, missing = {} }, {
  steps = { "number", "mpp.case", "rejected", "paper", "slip", "bye" },
  asked = { rejected = { with = { number = "LKR-07-2611-D00042", said = reason, lines = "•  " .. reason .. "\n" } } },
  slip  = { list = { "said" } }, ends = "bye",
})
test("everything an agency may say", {
  answers = { number = typed "LKR-07-2611-D00042", paper = false },
  looks   = { ["mpp.case"] = { state = "more", text = "Foto lama buram.", ["until"] = "2026-12-01",
                               missing = { "a", "b", "c", "d", "e", "f" } } },
  expect  = { asked = { more = { list = { "by" } } },
              slip = {}, ends = "bye" },
})
for text, number in pairs {
  ["LKR-07-2611 D00042"] = "LKR-07-2611-D00042", ["LKR072611D00042"] = "LKR-07-2611-D00042",
  ["LKR 07 2611 00042"] = "LKR-07-2611-00042", ["MPP-K7-2611-D00042"] = "MPP-K7-2611-D00042",
} do
  test("typed as " .. text, {
    answers = { number = typed(text) }, looks = { ["mpp.case"] = { state = "ready", missing = {} } },
    expect  = { asked = { ready = { with = { number = number, lines = "" } } } },
  })
end
-- A number of the hall, from a slip or from the phone of who went on without one.
local phone = "https://mpp.example/n/2026-11-22/D007"
local there = { day = "2026-11-22", number = "D007", queue = "D", state = "confirmed", called = false, ahead = 3 }
local function place(name, said, answers, expect)
  test(name, { answers = { number = scanned(phone), lost = answers }, looks = { ["mpp.number"] = said }, expect = expect })
end
place("a number is printed again", there, true, {
  steps = { "number", "mpp.number", "lost", "again", "kept" }, reprint = { number = "D007" }, ticket = {}, ends = "kept" })
place("a number is only asked about", there, false, { reprint = {}, ends = "valid" })
place("it is called already", { state = "confirmed", called = true, counter = "D1", ahead = 0 }, nil, { reprint = {}, ends = "called" })
place("it is not valid", { state = "void", called = false, ahead = 0 }, nil, { reprint = {}, ends = "void" })
place("it is yesterday's", { state = "over", called = false, ahead = 0 }, nil, { reprint = {}, ends = "over" })
place("the hall cannot be reached", false, nil, { reprint = {}, ends = "nobody" })
test("a number and a case, and the case is asked about", {
  answers = { number = scanned(phone .. "#LKR-07-2611-D00042"), lost = false },
  looks   = { ["mpp.number"] = there, ["mpp.case"] = { state = "ready", missing = {} } },
  expect  = { steps = { "number", "mpp.number", "lost", "mpp.case", "ready" }, ends = "ready" },
})

for text, number in pairs {
  ["LKR-07-2611-D00042"] = "LKR-07-2611-D00042", ["https://mpp.example/n/2026-11-22/D007#LKR-07-2611-D00042"] = "LKR-07-2611-D00042",
} do
  test("scanned as " .. text, {
    answers = { number = scanned(text) }, looks = { ["mpp.case"] = { state = "ready", missing = {} }, ["mpp.number"] = false },
    expect  = { asked = { ready = { with = { number = number, lines = "" } } } },
  })
end
test("scanned from a packet of noodles", {
  answers = { number = scanned "8992388101015" }, expect = { steps = { "number", "strange" }, ends = "strange" },
})
test("nobody knows it, or nobody answers", {
  answers = { number = typed "LKR-07-2611-D00042" }, looks = { ["mpp.case"] = false }, expect = { ends = "unknown" },
})
test("an agency that says something else is not believed", {
  answers = { number = typed "LKR-07-2611-D00042" }, looks = { ["mpp.case"] = { state = "lost" } }, expect = { ends = "unknown" },
})
for _, state in ipairs { "received", "accepted", "ready", "rejected", "waiting", "withdrawn" } do
  test("the agency adds a word when it is " .. state, {
    answers = { number = typed "LKR-07-2611-D00042", paper = true },
    looks   = { ["mpp.case"] = { state = state, text = "Tanya Ibu Sri di loket 2.", ["until"] = "2026-12-01", missing = {} } },
    expect  = { slip = { list = { "said", "by" } }, ends = "bye" },
  })
end
