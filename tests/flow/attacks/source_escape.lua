-- want: error
return "\999"
