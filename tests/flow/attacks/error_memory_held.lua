-- want: error not enough memory
-- What ran out of memory cannot be caught and gone on from.
pcall(error, "not enough memory", 0)
return "went on"
