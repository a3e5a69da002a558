-- want: error there is no host
-- The C side of the engine.
local got = host.recall(1, "a", "b")
