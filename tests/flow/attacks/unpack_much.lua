-- want: error too many results | error not enough memory | error stack overflow
return select("#", table.unpack({}, 1, 900000))
