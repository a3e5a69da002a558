local how = ask.choice { "how", from = { "gone", "back" } }
if how == "back" then call "test.rude" end
if call("test.gone", { may_fail = true }) == nil then show.stop "stop" end
