-- want: end 0
return math.fmod(math.mininteger, -1)
