test("one who signs", {
  answers = {
    village = "2008", slot = "8", pin = "0123", country = "SAU", year = 1987,
    home = { region = "33.02.04.2001", street = "Jalan Melati 7", text = "Jalan Melati 7, Desa Losari" },
    sign = { by = "finger", path = "M100 100L400 200L700 120" },
  },
  expect = {
    letter = { "polri.kinds.apply", village = "2008", slot = "2026-06-09 10:00", pin = "0123", country = "SAU", year = 1987, region = "33.02.04.2001",
               signature = "M100 100L400 200L700 120", witness = false },
    asked = { year = { min = 1950, max = 2026 } },
    ends = "done",
  },
})

test("one who cannot sign, from a place that is in no list", {
  answers = {
    village = "2001", country = "IDN", year = 2026, sign = { by = "witness" },
    home = { place = "Losari, Rawalo", street = "Jalan Melati 7", text = "Jalan Melati 7, Losari, Rawalo" },
  },
  expect = { letter = { "polri.kinds.apply", village = "2001", witness = true, address = "Jalan Melati 7, Losari, Rawalo" } },
})
