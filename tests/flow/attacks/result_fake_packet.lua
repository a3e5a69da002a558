-- want: end
return { type = "error", message = "mine" }
