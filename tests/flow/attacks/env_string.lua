-- want: error | end
-- A text can stand for the world: its methods are the names.
local _ENV = "x"
return rep("y", 3)
