-- What it costs is looked over before midnight and paid after it.
local fee = rule "midnight.fee"
ask.yes "before"
ask.review "review"
pay { "fee", amount = fee, of = "midnight.fee", bill = "pnbp.test" }
give.ticket "ticket"
show.done { "done", with = { fee = fee, day = today() } }
