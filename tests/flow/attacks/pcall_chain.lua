-- want: end | error
return pcall(pcall, pcall, pcall, pcall, pcall, error)
