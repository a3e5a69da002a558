-- want: killed
::again:: goto again
