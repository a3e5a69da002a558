-- want: error before 1900
return day.add("1900-01-01", -1)
