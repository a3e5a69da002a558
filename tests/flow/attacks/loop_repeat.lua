-- want: killed
repeat local x = {} until x == nil
