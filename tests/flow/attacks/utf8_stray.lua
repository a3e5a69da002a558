-- want: error invalid UTF-8 | end
for _ in utf8.codes("ab\x80\x80\x80") do end
