-- want: error more than 32 KiB
-- Six letters each in JSON: more than a packet holds.
return ("\1"):rep(30000)
