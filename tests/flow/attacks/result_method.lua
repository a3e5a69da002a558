-- want: error a function
return ("x").rep
