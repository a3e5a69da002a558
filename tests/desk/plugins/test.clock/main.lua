ask.number { "since", min = now() - 60, max = now() }
