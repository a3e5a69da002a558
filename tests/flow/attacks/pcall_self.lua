-- want: error bad argument | end
return pcall(pcall)
