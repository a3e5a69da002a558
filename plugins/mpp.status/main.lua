-- How a case stands. The agency that owns it answers; what it does not know nobody knows here.

local states = { received = true, accepted = true, more = true, ready = true, rejected = true, waiting = true, withdrawn = true }

-- "LKR-07-2611-D00042", also as people type it: with spaces, or without the lines.
local function tidy(typed)
  local number = string.gsub(typed, "%s", "")
  local bare, lines = string.gsub(number, "-", "")
  local site, kiosk, month, own = string.match(bare, "^(%u+)(%d-)(%d%d%d%d)(%u?%d%d%d%d%d)$")
  if lines == 3 or not site then return number end
  return site .. "-" .. kiosk .. "-" .. month .. "-" .. own
end

local number = tidy(ask.text { "number", min = 8, max = 40, upper = true })
local case   = look("mpp.case", { case = number, may_fail = true })
if not case or not states[case.state] then
  return show.stop { "unknown", with = { number = number } }
end

-- What the agency says in its own words: a line each, on the screen and on paper.
local list, with = {}, { number = number }
local function say(name, text)
  if type(text) == "string" then list[#list + 1], with[name] = name, text end
end
say("said", case.text)
if case.state == "more" and case.missing then
  for i = 1, 6 do say("missing" .. i, case.missing[i]) end
end
say("by", case["until"])

if #list == 0 then
  return show.stop { case.state, with = with }
end
show.info { case.state, list = list, with = with }
if ask.yes "paper" then give.slip { "slip", list = list, with = with } end
show.stop { "bye", with = { number = number } }
