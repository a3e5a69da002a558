-- want: error mixes
return { [1.5] = 1 }
