-- want: end false
return (pcall(nil))
