-- SKCK, the police record certificate. It runs from top to bottom, once for each citizen.
-- Nothing about a NIK refuses anybody here: what looks odd goes to the officer in the letter.

stage "you"
ask.consent { "consent", with = "polri", shares = { "nik", "name", "birth", "address" } }
local ktp    = read.ktp "ktp"
local person = look("dukcapil.person", { nik = ktp.nik, may_fail = true })
if person and person.status ~= "active" then
  return show.stop { "not_active", go_to = "dukcapil" }
end

stage "need"
local purpose = ask.choice { "purpose", from = { "work", "school", "cpns", "visa", "abroad", "other" } }
local office  = rule("skck.office")[purpose]
local here    = rule("skck.here")[office]
if not here then
  local name = rule("skck.office_names")[office]
  local way  = ask.choice { "elsewhere", from = { "counter", "leave" }, with = { office = name } }
  if way == "leave" then return show.stop { "other_office", list = { office }, go_to = "polri" } end
  give.ticket "ask_ticket"
  return show.done "ask_done"
end

local kind = ask.choice { "kind", from = { "new", "renewal" } }
local old_end
if kind == "renewal" then
  local latest = day.add(today(), rule "skck.valid_months", "months")
  old_end = ask.date { "old_end", from = day.add(today(), -20, "years"), to = latest }
  if old_end < day.add(today(), -rule "skck.renewal_months", "months") then
    show.info { "too_old", with = { months = rule "skck.renewal_months" } }
    kind = "new"
  end
end

stage "papers"
local papers = rule("skck.papers")[kind]
local ready  = ask.yes { "ready", list = papers }
if not ready then
  local way = ask.choice { "missing", from = { "go_on", "come_back" } }
  if way == "come_back" then return show.stop { "where_to_get", list = papers } end
end

local jkn = look("polri.jkn", { nik = ktp.nik, may_fail = true })
if jkn and not jkn.active then
  if rule "skck.jkn" == "required" then
    local way = ask.choice { "jkn", from = { "first_bpjs", "go_on" } }
    if way == "first_bpjs" then return show.stop { "to_bpjs", go_to = "bpjs" } end
  else
    show.info "jkn_advised"
  end
end
local phone = ask.phone "phone"

stage "check"
ask.review "review"

stage "send"
local paid = pay { "fee", amount = rule "skck.fee", bill = "pnbp.skck", later = true }
local sent = send { "polri.skck.apply",
  nik = ktp.nik, nik_from = ktp.source, person_checked = person ~= nil,
  name = ktp.name or person and person.name, birth = ktp.birth or person and person.birth,
  purpose = purpose, office = office, kind = kind, old_end = old_end,
  papers_ready = ready, jkn_active = jkn and jkn.active, phone = phone,
  bill = { state = paid.state, code = paid.code, number = paid.number },
}
give.ticket { "ticket", case = sent.case }
show.done { "done", list = { "bring_papers", paid.state == "paid" and "paid" or "pay_later" } }
