-- want: end
return string.format("%q", "\0\1\r\n\"\\\27[31m")
