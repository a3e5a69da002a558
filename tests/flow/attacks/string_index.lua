-- want: error there is no string.x
return ("x").x
