-- want: error mixes
return { [1] = 1, [3] = 3 }
