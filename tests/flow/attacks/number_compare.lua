-- want: error attempt to compare
return {} < {}
