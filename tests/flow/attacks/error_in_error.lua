-- want: error not a text
pcall(error, pcall(error, error))
error(error)
