-- want: error there is no string.may_fail
look("a", string)
