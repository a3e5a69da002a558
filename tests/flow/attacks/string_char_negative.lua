-- want: error value out of range
return string.char(-1)
