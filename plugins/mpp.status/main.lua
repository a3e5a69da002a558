-- How a case stands. The agency that owns it answers; what it does not know nobody knows here.

local good = { received = true, accepted = true, ready = true, waiting = true, more = false, rejected = false, withdrawn = false }

-- What is said of a number of the hall.
local turns = { confirmed = "valid", called = "called", void = "void", over = "over", reserved = "valid" }

-- "LKR-07-2611-D00042", also as people type it: with spaces, or without the lines.
local function tidy(typed)
  local number = string.gsub(typed, "%s", "")
  local bare, lines = string.gsub(number, "-", "")
  local site, kiosk, month, own = string.match(bare, "^(%u+)(%d-)(%d%d%d%d)(%u?%d%d%d%d%d)$")
  if lines == 3 or not site then return number end
  return site .. "-" .. kiosk .. "-" .. month .. "-" .. own
end

-- A scanned code may be anything; on a slip the number stands in a link.
local paper  = read.code { "number", min = 8, max = 40, upper = true }
local number = string.match(paper.code, "%u+%-%w+%-%d%d%d%d%-%u?%d%d%d%d%d")

-- The code of a slip, or of the phone of who went on without one, also has a number of the hall: any kiosk prints it again.
local date, turn = string.match(paper.code, "/n/(%d%d%d%d%-%d%d%-%d%d)/(%u+%d+)")
if turn then
  local place = look("mpp.number", { day = date, number = turn, may_fail = true })
  local state = place and (place.called and "called" or place.state) or "nobody"
  local with  = { number = turn, ahead = place and place.ahead, counter = place and place.counter }
  if state == "confirmed" and ask.yes { "lost", with = with } then
    give.reprint { "again", number = turn }
    return show.done { "kept", with = with }
  end
  if not number then return show.stop { turns[state] or "nobody", with = with } end
end
if not number and paper.source == "scanner" then return show.stop "strange" end
number = number or tidy(paper.code)
local case   = look("mpp.case", { case = number, may_fail = true })
if not case or good[case.state] == nil then
  return show.stop { "unknown", with = { number = number } }
end

-- What the agency says in its own words: lines on the screen, a list to tick on paper.
local list, with, lines = {}, { number = number }, {}
local function say(name, text)
  if type(text) == "string" then list[#list + 1], with[name], lines[#lines + 1] = name, text, "•  " .. text end
end
say("said", case.text)
if case.state == "more" and case.missing then
  for i = 1, 6 do say("missing" .. i, case.missing[i]) end
end
with.lines = #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
if case["until"] then list[#list + 1], with.by = "by", case["until"] end

if #list > 0 then
  show.info { case.state, with = with, list = case["until"] and { "by" } or nil }
  if ask.yes "paper" then give.slip { "slip", list = list, with = with } end
  return show.done { "bye", with = { number = number } }
end
if good[case.state] then return show.done { case.state, with = with } end
show.stop { case.state, with = with }
