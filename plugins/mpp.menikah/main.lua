-- Marrying: one visit, one number. The KUA registers; the letters to Dukcapil wait until it says that the akad took place.
stage "wish"
local wish = ask.choice { "wish", from = { "all", "ktp", "kua" } }

stage "kua"
local kua = call("kua.nikah", {})
if not kua then return show.stop "not_registered" end

-- The number comes now: who does not agree to what Dukcapil asks below leaves here, registered, and perhaps has paid.
stage "number"
give.ticket { "ticket", case = kua.case }

-- What the KUA knows of the couple, seen from one of them. Dukcapil asks for both persons' consent to exactly this.
local function seen_from(one, other)
  return { nik = one.nik, name = one.name, spouse_nik = other.nik, spouse_name = other.name, akad_day = kua.day,
           akad_case = kua.case, phone = kua.phone, kk = one.kk, may_fail = true }
end

-- A foreigner has no NIK: what Dukcapil needs then is asked at its counter.
local both  = kua.groom.nik and kua.bride.nik
local cases = {} -- of the letters to Dukcapil, as the slip lists them
local with  = {}
local function told(what, service, one, other)
  local answer = call(service, seen_from(one, other))
  if answer then cases[#cases + 1], with[what] = what, answer.case end
end
if wish ~= "kua" and not both then show.info "foreigner" end
if wish ~= "kua" and both then
  stage "ktp"
  told("groom", "dukcapil.ktp", kua.groom, kua.bride)
  told("bride", "dukcapil.ktp", kua.bride, kua.groom)
end
if wish == "all" and both then
  stage "kk"
  told("family", "dukcapil.kk", kua.groom, kua.bride)
end
local wished = { all = 3, ktp = 2, kua = 0 }
if both and #cases < wished[wish] then show.info "at_dukcapil" end

-- Each letter to Dukcapil is a case of its own, and only with its number the couple learns what became of it.
if #cases > 0 then give.slip { "cases", list = cases, with = with } end
show.done { #cases > 0 and "done_cards" or "done", list = { kua.bill == "billed" and "pay_later" or kua.bill, "papers" } }
