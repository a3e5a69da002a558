-- want: error
-- The fourth value of a loop is closed when it ends: it would have to know how.
for i in function() end, nil, nil, {} do end
