-- want: error missing '['
return ("x"):match("%f")
