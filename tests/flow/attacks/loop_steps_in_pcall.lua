-- want: killed
while true do pcall(function() ask.text { "a", nonsense = 1 } end) end
