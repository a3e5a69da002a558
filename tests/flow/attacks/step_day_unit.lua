-- want: error invalid option
return day.add("2026-01-31", 1, "centuries")
