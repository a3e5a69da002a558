-- want: error there is no _ENV
return _ENV._ENV
