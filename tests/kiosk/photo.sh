#!/bin/bash
# A photo on its way from the camera to the agency: it arrives byte for byte as core wrote it down, and nothing of it stays. Without a
# camera, with one that sends garbage, and with programs that die at the photo the visit comes to its end too.
. "$(dirname "$0")/star.sh"

camera() { # as somebody at the simulator
    "$bin/anjungan" sim camera "$@" --run "$run" >/dev/null
}
letters() {
    "$bin/anjungan" letters --run "$run"
}
photo_of() { # N, WHAT: a member of the photo of the N-th letter to the police
    letters | jq -s -r "map(select(.agency == \"polri\"))[$1].data.letter.photo | if . then .$2 else \"none\" end"
}
office() {
    sed -n 's/.*url = "\(http:[^"]*\)\/biller".*/\1/p' "$run/site.conf" | head -n 1
}
picture() { # SHA256: the JPEG of a letter
    curl -sf -H "Authorization: Bearer $(head -n 1 "$run/secrets/office/officers")" "$(office)/v1/pictures/$1" | jq -r .base64 | base64 -d
}
is_jpeg() {
    [ "$(head -c 3 "$1" | od -An -tx1 | tr -d ' ')" = ffd8ff ] && [ "$(tail -c 2 "$1" | od -An -tx1 | tr -d ' ')" = ffd9 ]
}
no_pictures() {
    [ -z "$(ls -A "$run/state/core/pictures" 2>/dev/null)" ]
}

star_start
star_robot
star_check "every letter is there" star_becomes office "SELECT count(*) FROM letter WHERE agency = 'polri'" 1
sum=$(photo_of 0 sha256)
picture "$sum" >"$tmp/photo.jpg"
star_check "the photo arrives as it was written down" [ "$(sha256sum <"$tmp/photo.jpg" | cut -d' ' -f1)" = "$sum" ]
star_check "it is a JPEG" is_jpeg "$tmp/photo.jpg"
star_check "of the size that is said" [ "$(photo_of 0 width)x$(photo_of 0 height)" = 540x720 ]
star_check "no picture is left" no_pictures

star_robot --kill camera@photo --kill core@photo --kill main@photo --kill flow@photo
star_check "killed at the photo, and the photo is there" star_becomes office "SELECT count(*) FROM letter WHERE agency = 'polri'" 2
star_check "the same photo" [ "$(photo_of 1 sha256)" = "$sum" ]

camera unplug
star_robot
star_check "without a camera there is a letter" star_becomes office "SELECT count(*) FROM letter WHERE agency = 'polri'" 3
star_check "and no photo in it" [ "$(photo_of 2 sha256)" = none ]
camera plug
camera garbage
star_robot
star_check "with one that sends garbage, too" star_becomes office "SELECT count(*) FROM letter WHERE agency = 'polri'" 4
star_check "and no photo in it" [ "$(photo_of 3 sha256)" = none ]
camera show person
star_robot
star_check "it works again" star_becomes office "SELECT count(*) FROM letter WHERE agency = 'polri'" 5
star_check "and sees the same" [ "$(photo_of 4 sha256)" = "$sum" ]
star_books
star_check "no picture is left" no_pictures
star_end
