-- The number comes, and then there is still something to ask.
ask.yes "before"
give.ticket "ticket"
ask.yes "more"
show.done "done"
