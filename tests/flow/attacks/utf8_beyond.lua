-- want: error UTF-8
return "\u{7FFFFFFF}"
