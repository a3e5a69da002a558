-- want: error invalid UTF-8
return utf8.codepoint("\xff\xfe", 1)
