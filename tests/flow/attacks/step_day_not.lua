-- want: error a day is a text
return day.between("9999-99-99", "2026-02-30")
