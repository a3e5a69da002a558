-- want: end []
return _ENV
