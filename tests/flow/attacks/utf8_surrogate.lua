-- want: error UTF-8
return "\u{D800}"
