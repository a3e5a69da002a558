#!/bin/bash
# What goes wrong in a real hall: no paper at the first and at the last byte, the office away, the hall away, a typed NIK with
# a day that never was. The citizen ends with a number each time, and the books agree.
. "$(dirname "$0")/star.sh"

up_does() {
    "$bin/anjungan" "$1" "$2" --run "$run" >/dev/null
}

star_start
star_robot --paper-out first
star_robot --paper-out last
star_robot --paper-out first --without-paper
star_robot --type-nik 3510093102560001

up_does stop hall
star_robot
star_robot
star_check "letters to the hall wait" [ "$(star_ask core "SELECT count(*) > 0 FROM outbox WHERE agency = 'hall' AND state = 0")" = 1 ]
up_does start hall

up_does stop office
star_robot
star_check "the letter to the police waits" [ "$(star_ask core "SELECT count(*) FROM outbox WHERE agency = 'polri' AND state = 0")" = 1 ]
star_check "the operator sees that it waits" eval "'$bin/anjungan' outbox --run '$run' | grep -q '^polri  *1  *0 '"
up_does start office

star_books
star_check "a slip that did not come out whole has no number" [ "$(star_ask core "SELECT count(*) FROM ticket WHERE phase = 3")" = \
    "$(star_ask hall "SELECT count(*) FROM number WHERE state = 'void'")" ]
# The paper is missed after all: the code on the phone, read at a kiosk, brings the same number out once more.
slips() {
    "$bin/anjungan" sim slips --run "$run" | jq length
}
number=$(star_ask core "SELECT number FROM ticket WHERE phase = 2 AND reason = 'on the screen'")
before=$(slips)
star_hall_numbers >"$tmp/hall.before"
star_robot --service mpp.status --answer "number=http://hall/n/$(date +%F)/$number" --answer lost=yes
star_check "the slip of $number is printed at a kiosk" [ "$(slips)" = $((before + 1)) ]
star_hall_numbers >"$tmp/hall.numbers"
star_check "and no number changes" diff "$tmp/hall.before" "$tmp/hall.numbers"
star_check "the NIK of the card is nowhere" star_nowhere 3510075207940003
star_check "the typed NIK is nowhere" star_nowhere 3510093102560001
star_end
