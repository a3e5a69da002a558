-- want: error | end
return utf8.len(("\u{7FFFFFFF}"):rep(1000), math.mininteger, math.maxinteger, true)
