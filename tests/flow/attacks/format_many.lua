-- want: error too many results | error not enough memory | end
return #string.format(("%s"):rep(100000), table.unpack({}, 1, 100000))
