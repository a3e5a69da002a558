-- want: error there is no warn
warn("@on")
