local what = ask.choice { "what", from = { "undeclared", "unshared", "unaccepted", "nosy", "few", "none", "mutual" } }
local calls = {
  undeclared = function() return call "test.visit" end,
  unshared = function() return call("test.part", { name = "x" }) end,
  unaccepted = function() return call("test.part", { age = 7 }) end,
  nosy = function() return call("test.nosy", { nik = "3510010000000001" }) end,
  few = function() return call("test.nosy", { nik = "3510010000000002" }) end,
  none = function() return call("test.none", { nik = "x" }) end,
  mutual = function() return call "test.mutual" end,
}
calls[what]()
