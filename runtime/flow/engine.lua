-- engine.lua - the world of a service script: its names, and how a step waits.
--
-- Every name that leaves the script makes a step {class, kind, key, options}. The journal answers it, or the coroutine
-- waits for core. What the script sees is the same on every run: no clock, no chance, no addresses, no unsorted tables.
-- Whatever is wrong is an error of the author's line. Tables handed out are sealed; metatables cannot be reached.
local host = ...

local error, ipairs, next, pairs_of_lua, pcall = error, ipairs, next, pairs, pcall
local setmetatable, tostring, type, math_type = setmetatable, tostring, type, math.type
local concat, sort, pack, unpack = table.concat, table.sort, table.pack, table.unpack
local find, format, gmatch = string.find, string.format, string.gmatch
local yield, can_yield = coroutine.yield, coroutine.isyieldable

local STEPS = 200 -- one visit asks no more; loops are bounded by their journal
local EACH = 20

local at = 0           -- journal rows that agreed with this run
local replaying = true
local seen = {}        -- how often a key was used
local scope = ""       -- of each()
local stage_now        -- name of the stage
local checking = false -- inside an author's check
local facts = {}       -- rules and today: asked once a run

local function complain(what, ...)
  error(host.where() .. format(what, ...), 0)
end

-- A text of any value without addresses, which differ on every run.
local function text_of(value)
  local kind = type(value)
  if kind == "string" or kind == "number" or kind == "boolean" or kind == "nil" then return tostring(value) end
  return kind
end

local function sorted_keys(t)
  local numbers, texts = {}, {}
  for key in next, t do
    local list = type(key) == "number" and numbers or type(key) == "string" and texts
    if not list then complain("only numbers and texts can be names in a table that is walked, not a %s", type(key)) end
    list[#list + 1] = key
  end
  sort(numbers)
  sort(texts)
  for _, key in ipairs(texts) do numbers[#numbers + 1] = key end
  return numbers
end

local function names_of(t)
  return concat(sorted_keys(t), " ")
end

-- A table that can be read and nothing else. `what` goes before a name in messages: "ask.".
local function sealed(what, members)
  return setmetatable({}, {
    __index = function(_, name)
      local value = members[name]
      if value == nil then complain("there is no %s%s; there is: %s", what, text_of(name), names_of(members)) end
      return value
    end,
    __newindex = function(_, name)
      name = text_of(name)
      if what == "" then complain("%s is not declared: write `local %s`", name, name) end
      complain("%s%s cannot be set", what, name)
    end,
    __metatable = false,
  })
end

-- Shapes of options ----------------------------------------------------------------

local function is_name(value)
  return type(value) == "string" and #value <= 64 and find(value, "^%a[%w_.]*$") ~= nil
end

local function is_list(value, fewest, most, fits)
  if type(value) ~= "table" or #value < fewest or #value > most then return false end
  local n = 0
  for _ in next, value do n = n + 1 end
  for _, item in ipairs(value) do
    if not fits(item) then return false end
  end
  return n == #value
end

local function has_no_twins(list)
  local had = {}
  for _, item in ipairs(list) do
    if had[item] then return false end
    had[item] = true
  end
  return true
end

local function has_no_twin_ids(rows)
  local ids = {}
  for i, row in ipairs(rows) do ids[i] = row.id end
  return has_no_twins(ids)
end

local function is_values(value)
  if type(value) ~= "table" then return false end
  for name, inner in next, value do
    if type(name) ~= "string" or type(inner) == "table" or type(inner) == "function" then return false end
  end
  return true
end

local function shape(what, fits)
  return { what = what, fits = fits }
end

local name = shape("a name like \"polri.skck\"", is_name)
local text = shape("a text", function(value) return type(value) == "string" end)
local truth = shape("true or false", function(value) return type(value) == "boolean" end)
local day = shape("a day like \"2026-05-14\"", host.is_day)
local names = shape("a list of 1 to 20 names", function(value) return is_list(value, 1, 20, is_name) end)
local choices = shape("a list of 2 to 7 different names", function(value)
  return is_list(value, 2, 7, is_name) and has_no_twins(value)
end)
-- { { id = "2001", text = "Losari", line = "Rawalo" }, ... }: what an agency or a rule lists, each id once.
local function is_row(row)
  if type(row) ~= "table" then return false end
  for field, value in next, row do
    if field ~= "id" and field ~= "text" and field ~= "line" then return false end
    if type(value) ~= "string" or value == "" or #value > (field == "id" and 64 or 120) then return false end
  end
  return row.id ~= nil and row.text ~= nil
end

local function is_bar(bar)
  return is_list(bar, 2, 2, function(part) return type(part) ~= "table" end) and is_name(bar[1]) and
    math_type(bar[2]) == "integer" and bar[2] >= 0
end

local rows = shape("a list of 1 to 600 rows { id = \"2001\", text = \"Losari\" }, each id once", function(value)
  return is_list(value, 1, 600, is_row) and has_no_twin_ids(value)
end)
-- { { id = "7", day = "2026-06-09", time = "10:00", line = "Loket 2" }, ... }: what an agency has free.
local function is_time(value)
  return type(value) == "string" and find(value, "^%d%d:[0-5]%d$") ~= nil and value < "24:00"
end

local function is_slot(slot)
  if type(slot) ~= "table" then return false end
  for field, value in next, slot do
    if field ~= "id" and field ~= "day" and field ~= "time" and field ~= "line" then return false end
    if type(value) ~= "string" or value == "" or #value > (field == "id" and 64 or 120) then return false end
  end
  return slot.id ~= nil and host.is_day(slot.day) and is_time(slot.time)
end

local slots = shape("a list of 1 to 600 slots { id = \"7\", day = \"2026-06-09\", time = \"10:00\" }, each id once",
  function(value) return is_list(value, 1, 600, is_slot) and has_no_twin_ids(value) end)
local bars = shape("a list of 2 to 12 bars { \"name\", whole number }", function(value)
  return is_list(value, 2, 12, is_bar)
end)
local values = shape("texts and numbers by name", is_values)
-- What a look answered as `document`: which file came with it, not the file.
local file = shape("the document of a look: file = found.document", function(value)
  return type(value) == "table" and type(value.sha256) == "string" and #value.sha256 == 64 and math_type(value.size) == "integer"
end)
local tables = shape("a table of texts, numbers and lists", function(value) return type(value) == "table" end)
local whole = shape("a whole number", function(value)
  return math_type(value) == "integer" or math_type(value) == "float" and value % 1 == 0
end)

local digits = shape("a whole number from 4 to 12", function(value)
  return whole.fits(value) and value >= 4 and value <= 12
end)

local function wanted(this)
  return { what = this.what, fits = this.fits, wanted = true }
end

local QUESTIONS = {
  consent = { with = wanted(name), shares = wanted(names), by = day, values = values },
  choice = { from = wanted(choices), with = values },
  pick = { from = wanted(rows), with = values },
  slot = { from = wanted(slots), with = values },
  country = { with = values },
  address = { with = values },
  yes = { list = names, with = values },
  text = { min = whole, max = whole, upper = truth, digits = truth, with = values },
  number = { min = wanted(whole), max = wanted(whole), unit = text, with = values },
  nik = { with = values },
  phone = { with = values },
  date = { from = day, to = day, with = values },
  year = { min = whole, max = whole, with = values },
  pin = { digits = digits, with = values },
  sign = { with = values },
  confirm = { list = names, with = values },
  review = {},
}
local SHOWS = {
  info = { list = names, bars = bars, unit = text, with = values },
  stop = { go_to = name, list = names, with = values },
  done = { list = names, with = values },
}
local PICTURE = { may_fail = truth, with = values }
local READS = {
  ktp = {},
  code = { min = whole, max = whole, upper = truth, with = values },
  photo = PICTURE,
  scan = PICTURE,
}
local GIVES = { ticket = { queue = text, case = text }, reprint = { number = wanted(text), with = values }, slip = { list = wanted(names), have = names, with = values },
  document = { template = wanted(name), with = tables, link = text }, copy = { file = wanted(file), with = values, link = text } }
local PAY = { amount = wanted(whole), of = wanted(name), bill = wanted(name), later = truth }

local function check_shapes(what, options, shapes)
  for option, value in next, options do
    local this = shapes[option]
    if not this then
      complain("%s has no option %s; it has: %s", what, text_of(option), names_of(shapes))
    elseif not this.fits(value) then
      complain("%s: %s is not %s", what, option, this.what)
    end
  end
  for option, this in pairs_of_lua(shapes) do
    if this.wanted and options[option] == nil then complain("%s needs %s = %s", what, option, this.what) end
  end
  if options.min and options.max and options.min > options.max then complain("%s: min is larger than max", what) end
  if options.from and type(options.from) == "string" and options.to and options.from > options.to then
    complain("%s: from is after to", what)
  end
end

-- ask.text "name" or ask.text { "name", max = 40 }: the key, and the options by name.
local function arguments(what, given)
  local options = {}
  if type(given) == "table" then
    for option, value in next, given do
      if option ~= 1 then options[option] = value end
    end
    given = given[1]
  end
  if not is_name(given) then complain("%s needs a key first: %s \"key\" or %s { \"key\", ... }", what, what, what) end
  return given, options
end

-- Steps ----------------------------------------------------------------

local function full_key(key)
  key = scope .. key
  if #key > 120 then complain("the key %s is too long", key) end
  local times = (seen[key] or 0) + 1
  seen[key] = times
  return times == 1 and key or key .. "#" .. times
end

-- The author's own check of an answer; what it says against it goes to the screen, and the step stays open.
local function passes(check, value)
  checking = true
  local good, why = check(value)
  checking = false
  if good then return true end
  local said = type(why) == "string" and { words = why } or why
  if type(said) ~= "table" or not is_name(said.words) then
    complain("a check that refuses must return false and a key of the words: return false, \"too_young\"")
  end
  return false, said.words, host.describe("refuse", said.with or {})
end

local function wait(check, ...)
  local value = yield(...)
  while check do
    local good, key, with = passes(check, value)
    if good then break end
    value = yield("refuse", key, with)
  end
  return value
end

local function step(class, kind, key, options, check)
  if checking then complain("a check only looks at the answer; it cannot ask, look or send") end
  if not can_yield() then complain("%s cannot wait inside gsub; call it before", kind) end
  if at >= STEPS then yield("error", format("more than %d steps: is there a loop without an end?", STEPS)) end
  local json, sig = host.describe(kind, options)
  if replaying then
    local had, value = host.recall(at + 1, key, sig)
    if had then
      at = at + 1
      return value
    end
    replaying = false
  end
  local value = wait(check, "step", at, class, kind, key, json, sig, stage_now)
  at = at + 1
  return value
end

local function fact_once(kind, key)
  if facts[key] == nil then facts[key] = { step("fact", kind, key, {}) } end
  return facts[key][1]
end

-- The names ----------------------------------------------------------------

local function family(prefix, class, shapes)
  local members = {}
  for kind, options_of in pairs_of_lua(shapes) do
    local what = prefix .. kind
    members[kind] = function(given)
      local key, options = arguments(what, given)
      local check = class == "question" and options.check or nil
      if check then
        if type(check) ~= "function" then complain("%s: check is not a function", what) end
        options.check = nil
      end
      check_shapes(what, options, options_of)
      local value = step(class, kind, full_key(key), options, check)
      if kind == "stop" or kind == "done" then yield("end") end -- the visit is over, whatever the script says next
      return value
    end
  end
  return sealed(prefix, members)
end

local world = {
  ask = family("ask.", "question", QUESTIONS),
  show = family("show.", "question", SHOWS),
  read = family("read.", "fact", READS),
  give = family("give.", "effect", GIVES),
}

function world.look(what, input)
  if not is_name(what) then complain("look needs a name first: look(\"dukcapil.person\", { nik = ktp.nik })") end
  local options = { name = what, input = {} }
  if input ~= nil and type(input) ~= "table" then complain("look: the input is a table: { nik = ktp.nik }") end
  for field, value in next, input or {} do
    if field ~= "may_fail" then options.input[field] = value end
  end
  options.may_fail = input and input.may_fail and true or nil
  return step("fact", "look", full_key(what), options)
end

-- The called service runs in a process of its own; core holds the manifests of both to what crosses here.
function world.call(what, input)
  if not is_name(what) then complain("call needs a service first: call(\"dukcapil.kk\", { nik = ktp.nik })") end
  if input ~= nil and type(input) ~= "table" then complain("call: the input is a table: { nik = ktp.nik }") end
  local options = { service = what, input = {} }
  for field, value in next, input or {} do
    if type(field) ~= "string" then complain("call: every value has a name: call(\"%s\", { nik = ktp.nik })", what) end
    if field ~= "may_fail" then options.input[field] = value end
  end
  options.may_fail = input and input.may_fail and true or nil
  return step("call", "call", full_key(what), options)
end

function world.rule(what)
  if not is_name(what) then complain("rule needs a name: rule \"skck.fee\"") end
  return fact_once("rule", "rule:" .. what)
end

function world.today()
  return fact_once("today", "today")
end

function world.now()
  return step("fact", "now", full_key "now", {})
end

function world.send(given)
  local letter, data = arguments("send", given)
  local after, when, by = data.after, data.when, data.by
  if type(after) == "table" then after = after.case end
  if after ~= nil and type(after) ~= "string" then complain("send: after is not a case") end
  if (when ~= nil or by ~= nil) and not (after and is_name(when) and host.is_day(by)) then
    complain("send: who waits for a word says all three: after = sent, when = \"kua.akad\", by = a day")
  end
  data.after, data.when, data.by = nil, nil, nil
  for field in next, data do
    if type(field) ~= "string" then complain("send: every value has a name: send { \"letter\", nik = ktp.nik }") end
  end
  return step("effect", "send", full_key(letter), { letter = letter, data = data, after = after, when = when, by = by })
end

function world.pay(given)
  local key, options = arguments("pay", given)
  check_shapes("pay", options, PAY)
  if options.amount <= 0 then complain("pay: the amount is not more than 0") end
  return step("effect", "pay", full_key(key), options)
end

function world.stage(what)
  if not is_name(what) then complain("stage needs a name: stage \"need\"") end
  stage_now = what
end

function world.each(key, n, f)
  if not is_name(key) or math_type(n) ~= "integer" or n < 0 or n > EACH or type(f) ~= "function" then
    complain("each needs a key, a whole number up to %d and a function: each(\"child\", n, function(i) ... end)", EACH)
  end
  local outer, list = scope, {}
  for i = 1, n do
    scope = format("%s%s[%d].", outer, key, i)
    list[i] = f(i)
  end
  scope = outer
  return list
end

-- The question about all of them was answered with no: it is asked again of each. One alone is not asked twice, and when
-- each is there after all nothing is sorted. What is known to be missing is not asked, and then one alone was not asked yet.
function world.lacking(key, list, with, known)
  if not is_name(key) or not names.fits(list) or with ~= nil and not is_values(with) or known ~= nil and not is_name(known) then
    complain("lacking needs the key of a question and the names it lists: lacking(\"ready\", papers)")
  end
  local missing, have, open = { known }, {}, {}
  for i = 1, #list do
    if list[i] ~= known then open[#open + 1] = list[i] end
  end
  world.each(key, (known or #list > 1) and #open or 0, function(i)
    local to = world.ask.yes { key, list = { open[i] }, with = with } and have or missing
    to[#to + 1] = open[i]
  end)
  if #missing == 0 then return list end
  return missing, #have > 0 and have or nil
end

function world.t(key, with)
  if not is_name(key) or with ~= nil and not is_values(with) then
    complain("t needs a key of the words and texts or numbers by name: t(\"too_young\", { age = 17 })")
  end
  return { words = key, with = with }
end

function world.log(...)
  local parts = pack(...)
  for i = 1, parts.n do parts[i] = text_of(parts[i]) end
  host.log(concat(parts, " "))
end

-- The safe parts of Lua ----------------------------------------------------------------

local function after_pcall(outer, was_checking, ok, why, ...)
  if not ok and why == "not enough memory" then error(why, 0) end
  if not ok then scope, checking = outer, was_checking end
  return ok, why, ...
end

function world.pcall(f, ...)
  return after_pcall(scope, checking, pcall(f, ...))
end

-- Walks the names as they were at the start, numbers first; what was removed on the way is left out.
function world.pairs(t)
  if type(t) ~= "table" then complain("pairs needs a table, not a %s", type(t)) end
  local keys, i = sorted_keys(t), 0
  return function()
    local value
    repeat
      i = i + 1
      if keys[i] == nil then return nil end
      value = t[keys[i]]
    until value ~= nil
    return keys[i], value
  end
end

-- Merge sort: equal things keep their order, and a foolish `less` cannot make it run wild.
local function merge(t, scratch, from, middle, to, less)
  local left, right = from, middle + 1
  for i = from, to do
    local take_right = left > middle or right <= to and less(t[right], t[left])
    if take_right then
      scratch[i], right = t[right], right + 1
    else
      scratch[i], left = t[left], left + 1
    end
  end
  for i = from, to do t[i] = scratch[i] end
end

local function merge_sort(t, scratch, from, to, less)
  if from >= to then return end
  local middle = (from + to) // 2
  merge_sort(t, scratch, from, middle, less)
  merge_sort(t, scratch, middle + 1, to, less)
  merge(t, scratch, from, middle, to, less)
end

local function ascending(a, b)
  return a < b
end

local function stable_sort(t, less)
  if type(t) ~= "table" then complain("sort needs a table, not a %s", type(t)) end
  merge_sort(t, {}, 1, #t, less or ascending)
end

local function safe_format(what, ...)
  if type(what) ~= "string" then complain("format needs a text first") end
  if find(what, "%%[^%a%%]*p") then complain("format: %%p is not the same on every run") end
  local parts = pack(...)
  for i = 1, parts.n do
    if type(parts[i]) ~= "number" and type(parts[i]) ~= "string" then parts[i] = text_of(parts[i]) end
  end
  return format(what, unpack(parts, 1, parts.n))
end

local function copy(from, listed)
  local to = {}
  for each_name in gmatch(listed, "%S+") do to[each_name] = from[each_name] end
  return to
end

for key, value in next, copy(_G, "assert error ipairs select tonumber type") do world[key] = value end
world.tostring = text_of
local strings = copy(string, "byte char find gmatch gsub len lower match rep reverse sub upper")
strings.format = safe_format
local tables = copy(table, "concat insert move pack remove unpack")
tables.sort = stable_sort
world.string = sealed("string.", strings)
world.table = sealed("table.", tables)
world.math = sealed("math.", copy(math, "abs ceil floor fmod huge max maxinteger min mininteger pi tointeger type"))
world.utf8 = sealed("utf8.", copy(utf8, "char charpattern codepoint codes len offset"))
world.day = sealed("day.", host.day)
world.id = sealed("id.", host.id)
world.money = sealed("money.", host.money)
world.skm = sealed("skm.", host.skm)

-- ("x"):upper() finds the sealed table; Lua's own libraries are nowhere any more.
local of_texts = getmetatable("")
of_texts.__index = world.string
of_texts.__metatable = false
local globals = _G
for key in next, globals do globals[key] = nil end

return sealed("", world)
