-- want: error invalid value
return table.concat({ {}, {} })
