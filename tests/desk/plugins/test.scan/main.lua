-- Two codes one after the other, a review and a letter of what was read.
local paper = read.code { "paper", min = 4, max = 12, upper = true }
local second = read.code "second"
ask.review "review"
send { "polri.test.apply", code = paper.code, from = paper.source, kind = paper.symbology, second = second.code }
show.done "done"
