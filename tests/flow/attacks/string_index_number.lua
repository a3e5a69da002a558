-- want: error there is no string.1
return ("x")[1]
