-- want: end
return { table.unpack({}, math.maxinteger, math.maxinteger) }
