-- The smallest test there is.
test("a name is greeted", {
  answers = { name = "Siti" },
  expect  = { steps = { "name", "done" }, ends = "done" },
})
