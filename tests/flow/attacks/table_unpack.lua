-- want: error too many results
return table.unpack({}, 1, 10000000)
