-- Letters that wait for a word, and one that follows such a letter.
local wish = ...
local name = ask.text { "name", min = 2, max = 40 }
local first  = send { "polri.wait.first", name = name }
local second = send { "polri.wait.second", name = name, after = first, when = wish.look, by = wish.by }
send { "polri.wait.third", name = name, after = second }
show.done "done"
