-- Marrying: one visit, one number. The KUA registers; the letters to Dukcapil wait until it says that the akad took place.
stage "wish"
local wish = ask.choice { "wish", from = { "all", "ktp", "kua" } }

stage "kua"
local kua = call("kua.nikah", {})
if not kua then return show.stop "not_registered" end

-- What the KUA knows of the couple, seen from one of them. Dukcapil asks for both persons' consent to exactly this.
local function seen_from(one, other)
  return { nik = one.nik, name = one.name, spouse_nik = other.nik, spouse_name = other.name, akad_day = kua.day,
           akad_case = kua.case, may_fail = true }
end

-- A foreigner has no NIK: what Dukcapil needs then is asked at its counter.
local sent, both = 0, kua.groom.nik and kua.bride.nik
local function told(service, one, other)
  if call(service, seen_from(one, other)) then sent = sent + 1 end
end
if wish ~= "kua" and not both then show.info "foreigner" end
if wish ~= "kua" and both then
  stage "ktp"
  told("dukcapil.ktp", kua.groom, kua.bride)
  told("dukcapil.ktp", kua.bride, kua.groom)
end
if wish == "all" and both then
  stage "kk"
  told("dukcapil.kk", kua.groom, kua.bride)
end

stage "number"
give.ticket { "ticket", case = kua.case }
show.done { sent > 0 and "done_cards" or "done", list = { kua.bill == "billed" and "pay_later" or kua.bill, "papers" } }
