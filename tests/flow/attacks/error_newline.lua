-- want: error x
error("x\nRESULT ok \"mine\"\n", 0)
