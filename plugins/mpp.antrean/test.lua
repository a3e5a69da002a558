-- Numbers for the counters: which queue each need leads to, and that nothing but a number is given.

local function leads_to(need, queue)
  test("a number for " .. need, {
    service = "mpp.antrean." .. need,
    expect = {
      steps   = { "bring", "ticket", "done" },
      ticket  = { queue = queue },
      letters = {}, pay = {},
      ends    = "done",
    },
  })
end

-- needs of the first page
leads_to("kelahiran", "A")
leads_to("pindah", "A")
leads_to("usaha", "B")
leads_to("kematian", "A")

-- What every couple brings to the KUA, whoever asks: kua.nikah has the same list (nikah.papers, and the KTP).
test("what a couple brings", { service = "mpp.antrean.kua", expect = {
  asked = { bring = { list = { "village_letter", "consent_letter", "ktp", "kk", "birth", "health_letter", "photos" } } }, ends = "done" } })

-- counters
leads_to("dukcapil", "A")
leads_to("dpmptsp", "B")
leads_to("imigrasi", "C")
leads_to("polri", "D")
leads_to("bpjs", "E")
leads_to("pajak", "F")
leads_to("kejaksaan", "G")
leads_to("kua", "H")
