ask.text "name
