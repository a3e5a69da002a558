-- want: error pairs needs a table
pairs("x")
