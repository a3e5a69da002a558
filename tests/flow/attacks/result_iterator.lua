-- want: error a function
return pairs({})
