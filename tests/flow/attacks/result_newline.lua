-- want: end
return "1\nRESULT ok 2\r\nRESULT ok 3"
