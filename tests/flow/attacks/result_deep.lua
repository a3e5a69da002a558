-- want: error deep
return { { { { { { { 1 } } } } } } }
