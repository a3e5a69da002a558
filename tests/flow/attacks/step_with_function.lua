-- want: error texts and numbers by name
ask.text { "a", with = { b = pcall } }
