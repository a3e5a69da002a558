-- want: error mixes
return { 1, 2, a = 3 }
