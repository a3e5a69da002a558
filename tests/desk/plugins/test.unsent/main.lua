-- Paid, and then a letter that its manifest does not know: what was paid for is never sent.
local paid = pay { "fee", amount = rule "test.fee", of = "test.fee", bill = "pnbp.test" }
send { "polri.nobody.knows", paid = paid.number }
