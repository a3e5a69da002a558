-- want: end
return "\27[2J\27]0;mine\7\r\8\127 \u{9b}31m \u{202e}\u{2028}"
