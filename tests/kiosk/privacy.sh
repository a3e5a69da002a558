#!/bin/bash
# After a visit nothing of the citizen is left: not in a file below the run folder, not in the memory of a program. Visits
# that are finished, left, and hurt by kills; after each one everything is searched for the NIK and the name of the card and
# for the telephone number. The agency (office) and the card in its simulated reader (sim) know the citizen rightly.
. "$(dirname "$0")/star.sh"
scan=$bin/test-kiosk-scan
# Ends are looked for as well: what the allocator overwrites of freed memory is its beginning.
canaries=(nik=3510075207940003 nik-end=07940003 name=RAHMAWATI name=Rahmawati name=rahmawati address=Sumberasih address=SUMBERASIH
    phone=85798123604 phone-end=8123604) # as 0857..., +62857..., 857-9812-3604

if [ "$(id -u)" -ne 0 ]; then
    echo "skipped: only root may look into the memory of programs that forbid it"
    exit 77
fi

with_children() { # NAME:PID, and all below it
    echo "$1"
    for child in $(pgrep -P "${1#*:}"); do with_children "${1%%:*}-child:$child"; done
}

everybody() {
    echo "up:$up"
    "$bin/anjungan" status --run "$run" | awk '$2 == "running" && $1 != "office" && $1 != "sim" { print $1 ":" $3 }' |
        while read -r one; do with_children "$one"; done
}

# The visit is over in every program: the books say so, and its packets have been read.
is_over() {
    star_becomes core "SELECT count(*) FROM journal" 0 && star_becomes core "SELECT count(*) FROM outbox WHERE state != 1" 0 &&
        star_no_keys
}

nothing_in_memory() {
    "$scan" "${canaries[@]}" -- $(everybody)
}

nothing_in_files() {
    for canary in "${canaries[@]}"; do star_nowhere "${canary#*=}" || return 1; done
}

after() { # WHAT OPTIONS...
    after=$1
    shift
    star_robot --answer phone=085798123604 "$@"
    star_check "$after: it is over" is_over
    sleep 1
    star_check "$after: nothing in memory" nothing_in_memory
    star_check "$after: nothing in files" nothing_in_files
}

star_start
after "a finished visit"
after "a visit left at the review" --leave review
after "core killed" --kill core@phone --kill core@review
after "the window killed" --kill main@phone --kill main@review
after "the script killed" --kill flow@phone --kill flow@review
star_end
