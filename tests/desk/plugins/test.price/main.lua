local n = ask.number { "n", min = 1, max = 99999 } pay { "fee", amount = n, bill = "pnbp.test" }
