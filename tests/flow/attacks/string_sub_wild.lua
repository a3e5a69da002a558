-- want: end ""
return ("x"):sub(math.maxinteger, math.mininteger) .. ("x"):sub(math.mininteger, -math.maxinteger)
