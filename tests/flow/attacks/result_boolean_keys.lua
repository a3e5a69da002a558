-- want: error mixes
return { [true] = 1 }
