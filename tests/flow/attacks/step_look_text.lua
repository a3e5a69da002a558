-- want: error the input is a table
look("a", "b")
