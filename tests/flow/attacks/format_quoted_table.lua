-- want: end
return string.format("%q", {})
