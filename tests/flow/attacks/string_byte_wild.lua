-- want: end
return { ("abc"):byte(math.mininteger, math.maxinteger) }
