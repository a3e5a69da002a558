-- want: error too far away
return day.add("2026-01-31", math.mininteger, "months")
