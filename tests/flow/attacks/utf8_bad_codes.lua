-- want: error invalid UTF-8
for _ in utf8.codes("a\xe2\x82") do end
