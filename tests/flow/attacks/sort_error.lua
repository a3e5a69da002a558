-- want: error main.lua:2: no
table.sort({ 3, 2, 1 }, function() error("no") end)
