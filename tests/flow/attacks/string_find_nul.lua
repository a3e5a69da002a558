-- want: end
return { ("a\0b\0"):find("\0", 1, true), (("a\0b"):find("%z")), #("a\0b"):match("[\0]") }
