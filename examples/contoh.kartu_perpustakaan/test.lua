-- What must stay true of the family's library card.
local hours = { ["contoh.desk_hours"] = { slots = { { id = "7", day = "2026-05-18", time = "09:00" } } } }
local function family(more)
  local case = {
    today = "2026-05-11", nik = "3510046902000001",
    looks = hours,
    answers = { who = "citizen", old = false, pin = "270649", pin_again = "270649", children = 1, ["child[1].child_name"] = "BUDI", ["child[1].birth"] = "2019-02-28" },
    expect = { ends = "done" },
  }
  for name, value in pairs(more) do case[name] = value end
  return case
end

test("one child", family { expect = {
  steps  = { "consent", "who", "ktp", "address", "phone", "old", "photo", "pin", "pin_again", "children", "child[1].child_name", "child[1].birth", "school",
             "contoh.desk_hours", "fetch", "review",
             "now", "contoh.pustaka.card", "ticket", "done" },
  letter = { "contoh.pustaka.card", nik = "3510046902000001" },
  asked  = { done = { with = { ready = "2026-05-18" } } },  -- Thursday 14 and Friday 15 May are no working days
  ends   = "done",
} })

test("before 2026 it took five working days", family { today = "2025-06-02", expect = {
  asked = { done = { with = { ready = "2025-06-11" } } }, ends = "done" } })

test("nobody knows the holidays of 2027 yet", family { today = "2026-12-30", expect = {
  asked = { done_about = { with = { ready = "2027-01-04" } } }, ends = "done_about" } })

test("a child too small to read", family {
  answers = { who = "citizen", old = false, pin = "270649", pin_again = "270649", children = 1, ["child[1].child_name"] = "BUDI", ["child[1].birth"] = "2025-02-28" },
  expect = { refused = "too_young" } })

test("another PIN the second time", family {
  answers = { who = "citizen", old = false, pin = "270649", pin_again = "270694" }, expect = { refused = "not_same" } })

test("a guest from abroad, without children", {
  answers = { who = "guest", old = false, country = "NLD", passport = "AB123456", name = "ANNA", pin = "270649", pin_again = "270649", children = 0 }, looks = hours,
  expect = { letter = { "contoh.pustaka.card", country = "NLD", passport = "AB123456", name = "ANNA" } },
})

test("in place of an old card, which is scanned", family {
  answers = { who = "citizen", old = true, old_card = { code = "PST00042", source = "scanner", symbology = "code128" },
              pin = "270649", pin_again = "270649", children = 0 },
  expect = { letter = { "contoh.pustaka.card", old = "PST00042", slot = "7" } } })

test("called by another service", {
  input = { phone = "+628123456789" }, answers = { who = "citizen", old = false, pin = "270649", pin_again = "270649", children = 0 },
  looks = { ["contoh.desk_hours"] = false }, -- the library cannot be reached: the card is fetched at any time
  expect = { letter = { "contoh.pustaka.card", phone = "+628123456789" }, ticket = nil },
})
