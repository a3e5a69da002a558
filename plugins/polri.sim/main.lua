-- SIM, the driving licence: new, and renewed. It reckons before anybody queues whether the law allows it: age on the day, the
-- ladder C, C I, C II, and the last day of the old one. The licence itself, tests and photo are at the counter.

-- A foreigner without an Indonesian card: the register of licences is asked at the counter, by the passport.
local function ask_foreigner()
  return {
    source   = "passport",
    country  = ask.country "country",
    passport = ask.text { "passport", min = 5, max = 15, upper = true },
    name     = ask.text { "name", max = 100, upper = true },
  }
end

-- The international licence is made by Korlantas alone, for who has one of here: what it costs, what is needed, and where.
local function made_by_korlantas(kind)
  local needs = rule "sim.international"
  local with  = { fee = needs.fee[kind], site = needs.site }
  if ask.yes "international_paper" then give.slip { "international", list = needs.papers, with = with } end
  return show.stop { "international", list = needs.papers, with = with }
end

stage "you"
ask.consent { "consent", with = "polri", shares = { "nik", "name", "birth", "passport", "phone" } }
local foreign = ask.choice { "who", from = { "ktp", "passport" } } == "passport"
local ktp     = foreign and ask_foreigner() or read.ktp "ktp"
local person  = not foreign and look("dukcapil.person", { nik = ktp.nik, may_fail = true }) or nil
local known   = not foreign and look("polri.sim", { nik = ktp.nik, may_fail = true }) or nil
local birth  = ktp.birth or person and person.birth or ask.date { "birth", from = day.add(today(), -120, "years"), to = today() }

-- The licence of that class that ends last; nil when the police know of none, or could not be asked.
local function held(class)
  local last
  for _, one in ipairs(known and known.licences or {}) do
    if one.class == class and (not last or one.expires > last.expires) then last = one end
  end
  return last
end

-- The last day to renew: the day of expiry, or of a dispensation when the office was closed on it.
local function last_day(expiry)
  for _, one in ipairs(rule "sim.dispensations") do
    if expiry >= one.from and expiry <= one.to then return one.until_day end
  end
  return expiry
end

stage "need"
local kind  = ask.choice { "kind", from = { "new", "renewal" } }
local group = ask.choice { "group", from = { "motorcycle", "car", "public", "special", "international" } }
if group == "international" then return made_by_korlantas(kind) end
local class = ask.choice { "class_" .. group, from = rule("sim.groups")[group] }

local expiry
if kind == "renewal" then
  local old = held(class)
  expiry = old and old.expires or ask.date { "expiry", from = day.add(today(), -20, "years"), to = day.add(today(), rule "sim.valid_years", "years") }
  local last, first = last_day(expiry), day.add(expiry, -rule "sim.renew_before", "days")
  if today() > last then
    show.info { "expired", with = { expiry = expiry } }
    kind = "new"
  elseif today() < first then
    return show.stop { "too_early", with = { first = first } }
  elseif today() > expiry then
    show.info { "dispensation", with = { expiry = expiry, last = last } }
  end
end

-- A new one: old enough on the day, and long enough on the step before. Who is late had both already. A licence bears the day
-- of its last renewal: since when it is held its owner says then, and the officer looks.
local held_since
if kind == "new" and not expiry then
  local same = held(class)
  if same and same.expires >= today() then show.info { "have_it", with = { expiry = same.expires } } end
  local age = rule("sim.ages")[class]
  if day.age(birth, today()) < age then
    return show.stop { "too_young", with = { age = age, from = day.birthday(birth, age) } }
  end
  local before = rule("sim.ladder")[class]
  if before then
    local step = held(before.class)
    if known and not (step and last_day(step.expires) >= today()) then
      return show.stop { "no_" .. before.class, with = { months = before.months } }
    end
    if not step or today() < day.add(step.issued, before.months, "months") then
      held_since = ask.date { "since", from = day.add(today(), -20, "years"), to = today() }
      local from = day.add(held_since, before.months, "months")
      if today() < from then return show.stop { "too_soon", with = { months = before.months, from = from } } end
    end
  end
end

stage "papers"
local papers = rule(foreign and "sim.papers_foreign" or "sim.papers")[kind]
local ready  = ask.yes { "ready", list = papers }
if not ready then
  local way = ask.choice { "missing", from = { "go_on", "print" } }
  if way == "print" then
    local lack, have = lacking("ready", papers)
    give.slip { "to_bring", list = lack, have = have }
    return show.stop { "to_bring", list = lack }
  end
end

-- What it costs: the state's money here, that of others where they are.
local third = rule "sim.third_parties"
local fees  = kind == "new" and "sim.fee_new" or "sim.fee_renewal"
local fee   = rule(fees)[class]
local costs = { fee = fee, health_from = third.health_from, health_to = third.health_to, mind_from = third.mind_from, mind_to = third.mind_to,
                insurance = third.insurance }
show.info { "costs", list = { "state", "health", "mind", "insurance", "nothing_else" }, with = costs }
if kind == "new" then
  local retake, holidays = rule "sim.retake", rule "common.holidays"
  local last = day.add_working(today(), retake.working_days, holidays)
  show.info { day.is_known(today(), last, holidays) and "test" or "test_about", list = { "pass", "again", "last" },
              with = { pass = rule "sim.pass", times = retake.times, days = retake.working_days, last = last } }
end
local lanes = kind == "renewal" and look("polri.lanes", { may_fail = true }) or {}
local lane  = lanes.drive and ask.choice { "lane", from = { "inside", "drive" } } or "inside"
local phone = ask.phone "phone"

stage "check"
ask.review "review"

stage "send"
local paid = pay { "fee", amount = fee, of = fees, bill = "pnbp.sim", later = true }
local sent = send { "polri.sim.apply",
  nik = ktp.nik, nik_from = ktp.source, person_checked = person ~= nil, licences_checked = known ~= nil,
  name = ktp.name or person and person.name, birth = birth, foreigner = foreign and { country = ktp.country, passport = ktp.passport } or nil, kind = kind, class = class, old_end = expiry, held_since = held_since,
  papers_ready = ready, lane = lane, phone = phone,
  bill = { state = paid.state, code = paid.code, number = paid.number },
}
give.slip { "costs_slip", list = { "state", "health", "mind", "insurance", "nothing_else" }, with = costs }
give.ticket { "ticket", case = sent.case, queue = lane == "drive" and lanes.drive or nil }
show.done { "done_" .. lane, list = { "bring_papers", paid.state == "paid" and "paid" or "pay_later" } }
