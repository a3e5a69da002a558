-- want: error invalid capture index
return ("x"):match("%1")
