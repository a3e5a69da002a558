-- want: error UTF-8
return "\xc0\xaf\xe0\x80\xaf"
