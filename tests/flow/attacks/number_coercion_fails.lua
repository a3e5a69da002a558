-- want: error attempt to add a 'string' with a 'number'
return "ten" + 1
