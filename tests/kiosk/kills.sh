#!/bin/bash
# Each program dies once at every step of a whole visit: 22 visits. The same screen comes back each time; in the end there is
# one letter and one confirmed number a visit, and nothing of the citizen is left.
. "$(dirname "$0")/star.sh"

kills() { # PROGRAM STEP...
    program=$1
    shift
    for step in "$@"; do printf -- '--kill %s@%s ' "$program" "$step"; done
}

star_start
star_robot # paper is running from here on, so that it can be killed too
programs="core main flow deliver printer card hall office call"
# All once, then all again: the longer a program lives, the sooner it is started anew.
for program in $programs; do star_robot $(kills $program consent purpose ready review ticket); done
for program in $programs; do star_robot $(kills $program ktp kind phone fee done); done
star_robot $(kills paper ticket)

# Somebody walks off, the window is new and shows home before core has told it of that visit: the next one is another one.
star_robot --stay
"$bin/anjungan" stop core --run "$run" >/dev/null
"$bin/anjungan" kill main --run "$run" >/dev/null
(sleep 2 && "$bin/anjungan" start core --run "$run" >/dev/null) &
star_robot
star_books
star_check "the NIK of the card is nowhere" star_nowhere 3510075207940003
star_check "the telephone number is nowhere" star_nowhere 81234567899
star_end
