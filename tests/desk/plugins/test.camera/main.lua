-- A photo that is needed, a document that may be missing, a review and a letter with both.
local photo = read.photo "photo"
local paper = read.scan { "paper", may_fail = true }
ask.review "review"
send { "polri.test.apply", photo = photo, more = { here = paper ~= nil, paper = paper }, width = photo.width }
show.done "done"
