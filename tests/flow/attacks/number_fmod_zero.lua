-- want: error zero
return math.fmod(1, 0)
