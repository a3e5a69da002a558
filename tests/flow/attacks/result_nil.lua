-- want: end
return nil, "not seen"
