-- want: error pairs needs a table
pairs(nil)
