-- want: step
-- Each answer brings the next step; the limit is tested in engine.c.
for i = 1, math.maxinteger do pcall(ask.text, "a") end
