-- want: error break outside
break
