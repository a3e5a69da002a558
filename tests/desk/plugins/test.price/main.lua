-- Whatever the citizen says is the price; that another rule holds it too makes it none.
local n = ask.number { "n", min = 1, max = 99999 }
rule "price.fee"
rule "price.other"
pay { "fee", amount = n, of = "price.fee", bill = "pnbp.test" }
