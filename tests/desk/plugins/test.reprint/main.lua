-- A number from another kiosk, once more on paper; or one that the script made up.
local honest = ask.yes "honest"
local place = look("mpp.number", { day = "2026-11-23", number = "D014" })
local slip = give.reprint { "again", number = honest and place.number or "D999" }
show.done { slip.printed and "on_paper" or "on_screen" }
