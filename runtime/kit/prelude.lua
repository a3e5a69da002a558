-- Stands before an author's test.lua: `test` hands each case over as a step, with the line it stands on; `like` writes cases.
--
-- So test.lua runs where services run, in a locked child, and what comes out of it is data.
local function letter_of(given)
  if type(given) ~= "table" or type(given[1]) ~= "string" then
    error("a letter is written as in send: { \"agency.service.letter\", field = value }", 5)
  end
  local letter = { ["letter.name"] = given[1] }
  for name, value in pairs(given) do
    if name ~= 1 then letter[name] = value end
  end
  return letter
end

local function letters_of(expect)
  local given, list = expect.letters, {}
  if expect.letter ~= nil then given = { expect.letter } end
  if type(given) ~= "table" then return nil end
  for i, one in ipairs(given) do list[i] = letter_of(one) end
  return list
end

-- A value may only be so deep, so the expected letters stand beside the rest.
local function expected(data, expect)
  data.expect, data["test.letters"] = {}, letters_of(expect)
  for name, value in pairs(expect) do
    if name ~= "letter" and name ~= "letters" then data.expect[name] = value end
  end
end

-- For authors: a copy with some of it said differently.
local function like(case, more)
  local to = {}
  for name, value in pairs(case) do to[name] = value end
  for name, value in pairs(more) do to[name] = value end
  return to
end

local function test(name, case)
  if type(name) ~= "string" or name == "" or type(case) ~= "table" then
    error("a test has a name and a table: test(\"a new one\", { answers = { ... }, expect = { ... } })", 2)
  end
  local _, place = pcall(error, "", 4)
  local data = { "test", ["test.name"] = name, ["test.place"] = place }
  for field, value in pairs(case) do
    if type(field) ~= "string" then error("everything in a test has a name: answers = { ... }", 2) end
    data[field] = value
  end
  if type(case.expect) == "table" then expected(data, case.expect) end
  send(data)
end
