-- want: error a function
return { a = { b = pcall } }
