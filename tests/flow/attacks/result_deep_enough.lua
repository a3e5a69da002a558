-- want: end [[[[[[1]]]]]]
return { { { { { { 1 } } } } } }
