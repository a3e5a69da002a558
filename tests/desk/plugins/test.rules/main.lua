show.info { "told", with = { days = rule "common.days", fee = rule "rules.fee", own = rule "rules.own" } }
show.done "done"
