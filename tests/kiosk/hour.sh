#!/bin/bash
# The guided hour of plugins/README.md, word by word: what it types is typed, what it changes is changed, what it says is said, and
# the letter arrives. Its commands stand nowhere but there.
. "$(dirname "$0")/star.sh"
. "$(dirname "$0")/typed.sh"
readme=$(realpath "$(dirname "$0")/../../plugins/README.md")
cd "$tmp" || exit 1
chmod 755 "$tmp"
PATH=$bin:$PATH

# `anjungan run` and `up` stay; everything else ends by itself. Nobody taps here: the window opens, and that is all; on the kiosk
# the robot is the citizen.
type_in() { # COMMAND
    case $1 in
        'anjungan run '*)
            $1 --hidden --run "$tmp/author" >"$tmp/author.log" 2>&1 &
            up=$!
            for _ in $(seq 200); do [ -S "$tmp/author/run/probe/main" ] && break; sleep 0.1; done
            [ -S "$tmp/author/run/probe/main" ] || { said=$(cat "$tmp/author.log"); wrong "no window: $1"; }
            kill $up && wait $up
            up= code=0
            ;;
        'anjungan up '*)
            run=$tmp/kiosk
            star_display
            ${1% &} --display "$DISPLAY" >"$tmp/up.log" 2>&1 &
            up=$!
            for _ in $(seq 200); do [ -S "$run/run/probe/main" ] && [ -s "$run/share/index.json" ] && break; sleep 0.1; done
            ;;
        'anjungan letters '*)
            for _ in $(seq 100); do grep -q dpmptsp.acara "$run/share/index.json" && break; sleep 0.1; done
            star_robot --service dpmptsp.acara --answer need=question
            for _ in $(seq 50); do said=$($1) && [ -n "$said" ] && break; sleep 0.1; done
            ;;
        *) said=$(eval "$1" 2>&1); code=$? ;;
    esac
}

typed "$readme" 'The hour'
star_check "all of the hour was there" [ "$blocks" -ge 25 ]
star_check "the pictures are there" [ -s "$tmp/pictures/sheet.png" ]
star_end
