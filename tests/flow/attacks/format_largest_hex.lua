-- want: end
return string.format("%99.99a", 1.7976931348623157e308)
