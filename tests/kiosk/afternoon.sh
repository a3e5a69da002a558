#!/bin/bash
# The afternoon of hw/README.md, word by word, on a clean copy of hw: from the template to a driver in a kiosk.
. "$(dirname "$0")/star.sh"
. "$(dirname "$0")/typed.sh"
tree=$(realpath "$(dirname "$0")/../..")
cd "$tmp" || exit 1
cp -r "$tree/hw" hw
chmod -R a+rX "$tmp"
PATH=$bin:$PATH

# The kiosk stays, on a hidden display; what a simulated person does waits until the driver is there.
type_in() { # COMMAND
    case $1 in
        'anjungan up '*)
            star_display
            eval "exec ${1% &} --display $DISPLAY" >"$tmp/up.log" 2>&1 &
            up=$!
            for _ in $(seq 200); do anjungan sim status --run kiosk 2>/dev/null | grep -q '"scanner".*"called": *true' && break; sleep 0.1; done
            ;;
        *) said=$(eval "$1" 2>&1); code=$? ;;
    esac
}

typed "$tree/hw/README.md" 'A driver in an afternoon'
star_check "all of the afternoon was there" [ "$blocks" -ge 25 ]
star_check "the report says bronze" grep -q '"level": "bronze"' kilat.json
star_end
