-- What must stay true of this service. `anjungan test` runs it, and every other way through as well.

test("a first application", {
  answers = { name = "Siti Aminah", need = "first", ready = true },
  expect = {
    steps  = { "consent", "name", "phone", "need", "ready", "review", "@id@.apply", "ticket", "done" },
    letter = { "@id@.apply", name = "Siti Aminah", need = "first" },
    ends   = "done",
  },
})

test("papers are missing", {
  answers = { need = "again", ready = false },
  expect = { letters = {}, ends = "not_ready" },
})

test("a question needs no papers", {
  answers = { need = "question" },
  expect = { letter = { "@id@.apply", need = "question" }, ends = "done" },
})
