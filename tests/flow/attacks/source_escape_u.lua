-- want: error
return "\u{ffffffffff}"
