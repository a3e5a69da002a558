-- want: end []
return string
