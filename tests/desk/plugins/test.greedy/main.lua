look("bpjs.member", { nik = "1" })
