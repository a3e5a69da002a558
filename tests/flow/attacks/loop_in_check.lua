-- want: step
-- The check runs when core answers; the test answers once and kills it then.
ask.text { "name", check = function() while true do end end }
