-- A number for a counter. Which counter, and what to bring there, is the input of the service (plugin.conf).
local wish = ...

show.info { "bring", list = rule("bring." .. wish.bring) }
give.ticket { "ticket", queue = wish.queue }
show.done "done"
