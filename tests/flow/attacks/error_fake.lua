-- want: error
error({ type = "end", value = 1 })
