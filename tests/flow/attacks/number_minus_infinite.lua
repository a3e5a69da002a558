-- want: error without end
return { deep = { -1 / 0 } }
