-- want: error jumps into the scope
goto inside
local a
::inside:: return a
