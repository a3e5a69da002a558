-- want: error t needs a key
t("a\0b")
