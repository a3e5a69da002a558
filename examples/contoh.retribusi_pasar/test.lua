-- What must stay true of the levy.
local open = { months = { { "jan", 60000 }, { "feb", 60000 }, { "mar", 45000 } }, total = 165000 }
local mine = {
  ["contoh.stalls"] = { stalls = { { id = "A-12", text = "Blok A nomor 12", line = "Pakaian" },
                                   { id = "C-03", text = "Blok C nomor 3", line = "Sayur" } } },
  ["contoh.levy"] = open,
}
local free = { ["contoh.stalls"] = mine["contoh.stalls"],
               ["contoh.levy"] = { months = { { "mar", 0 }, { "apr", 0 } }, total = 0 } }

test("paid at once", {
  answers = { nik = "3510046902000001", stall = "A-12", wish = "pay", library = false }, looks = mine,
  expect = { pay = { bill = "contoh.levy", amount = 165000, later = true },
             letter = { "contoh.pasar.levy", stall = "A-12" }, ends = "done" },
})

test("with the market's statement on paper", {
  answers = { stall = "A-12", statement = true, wish = "pay", library = false },
  looks = { ["contoh.stalls"] = mine["contoh.stalls"],
            ["contoh.levy"] = { months = open.months, total = open.total, document = { sha256 = string.rep("5a", 32), size = 900 } } },
  expect = { document = { file = { sha256 = string.rep("5a", 32), size = 900 } }, ends = "done" },
})

test("paid later", {
  answers = { stall = "A-12", wish = "pay", library = false }, looks = mine, paid = false,
  expect = { letter = { "contoh.pasar.levy", bill = { state = "billed", code = "820260514123456" } }, ends = "done" },
})

test("given back, with nothing open", {
  answers = { stall = "C-03", wish = "give_back", since = 2009, empty = true, library = false }, looks = free,
  expect = { letters = { { "contoh.pasar.levy", stall = "C-03" }, { "contoh.pasar.return", stall = "C-03", since = 2009 } },
             document = { template = "receipt" }, ends = "done" },
})

test("not empty yet", {
  answers = { stall = "C-03", wish = "give_back", empty = false, ["empty[1].empty"] = true, ["empty[2].empty"] = false,
              ["empty[3].empty"] = true }, looks = mine,
  expect = { letters = {}, slip = { list = { "power" }, have = { "goods", "key" } }, ends = "not_empty" },
})

test("the market cannot be reached", {
  answers = { stall_id = "A-12", wish = "pay", library = false }, looks = { ["contoh.stalls"] = false, ["contoh.levy"] = false },
  expect = { steps = { "consent", "nik", "contoh.stalls", "stall_id", "contoh.levy", "wish", "phone", "review", "contoh.pasar.levy",
                       "library", "ticket", "done" }, letter = { "contoh.pasar.levy", stall = "A-12" }, ends = "done" },
})

test("a number was given already", {
  answers = { stall = "A-12", wish = "pay", library = false },
  looks = { ["contoh.stalls"] = { stalls = mine["contoh.stalls"].stalls, number = "A007" }, ["contoh.levy"] = open,
            ["mpp.number"] = { day = "2026-05-14", number = "A007", queue = "A", state = "confirmed", called = false, ahead = 2 } },
  expect = { ticket = {}, reprint = { number = "A007" }, ends = "done" },
})

test("nobody's stall", { looks = { ["contoh.stalls"] = { stalls = {} } }, expect = { ends = "no_stall" } })

test("a library card besides", {
  answers = { stall = "A-12", wish = "pay", library = true }, looks = mine,
  calls = { ["contoh.kartu_perpustakaan"] = { case = "LKR-07-260514-AAAA" } },
  expect = { ends = "done_card" },
})
