#!/bin/bash
# After a visit nothing of the citizen is left: not in a file below the run folder, not in the memory of a program. Visits
# that are finished, left, typed, spoken, and hurt by kills; after each one everything is searched (scan.c). The agency (office) and
# the card in its simulated reader (sim) know the citizen rightly.
. "$(dirname "$0")/star.sh"
scan=$bin/test-kiosk-scan
# Ends are looked for as well: what an allocator overwrites of freed memory is its beginning.
canaries=(nik=3510075207940003 nik-end=07940003 typed=3510071304850002 typed-end=04850002
    name=RAHMAWATI name=Rahmawati name=rahmawati address=Sumberasih address=SUMBERASIH
    phone=85798123604 phone-end=8123604 # as 0857..., +62857..., 857-9812-3604
    frame=wajwajwajwajwajwajwajwaj # a colour of what the camera sees
    'spoken=nol delapan lima tujuh sembilan' 'spoken=tiga lima satu nol nol tujuh satu tiga')

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

nothing_in_memory() {
    "$scan" "${canaries[@]}" -- $(everybody)
}

nothing_in_files() {
    "$scan" "${canaries[@]}" -- "files:$run"
}

# Of a program that forbids others to look, the kernel gives the files in /proc to root; and it leaves no core file.
is_closed() { # PID
    [ "$(stat -c %u "/proc/$1/mem")" -eq 0 ] && { [ -n "$all_root" ] || [ "$(stat -c %u "/proc/$1")" -ne 0 ]; } && grep -q '^Max core file size *0 *0 ' "/proc/$1/limits"
}

is_closed_or_gone() { # paper ends after each page
    is_closed "$1" 2>/dev/null || ! kill -0 "$1" 2>/dev/null
}

has_locked_pages() { # PID
    [ "$(awk '$1 == "VmLck:" { print $2 }' "/proc/$1/status")" -gt 0 ]
}

camera() {
    "$bin/anjungan" sim camera "$@" --run "$run" >/dev/null
}

after() { # WHAT OPTIONS...
    after=$1
    shift
    camera show pattern
    star_robot --answer phone=085798123604 "$@"
    camera show person
    star_check "$after: no journal is left" star_becomes core "SELECT count(*) FROM journal" 0
    star_check "$after: every letter is away" star_becomes core "SELECT count(*) FROM outbox WHERE state != 1" 0
    star_check "$after: no key is left" star_no_keys
    star_check "$after: nothing in memory" nothing_in_memory
    star_check "$after: nothing in files" nothing_in_files
    star_check "$after: no picture" [ -z "$(ls -A "$run/state/core/pictures" 2>/dev/null)" ]
}

star_start
all_root=$(grep 'every program runs as' "$tmp/up.log") && echo "whose files are whose cannot be told here: $all_root"

# The search finds what is there: in the middle of a visit, which the robot holds until everybody was searched.
look_meanwhile() {
    until robot=$(pgrep -P $$ -x anjungan-robot) && grep -q '^State:.T' "/proc/$robot/status"; do sleep 0.05; done 2>/dev/null
    nothing_in_memory >"$tmp/seen"
    kill -CONT "$robot"
}
look_meanwhile &
looker=$!
after "a finished visit" --hold review
kill "$looker" 2>/dev/null # it waits for ever if there was no review
wait "$looker" 2>/dev/null
star_check "while it lasted, core knew the NIK" grep -q '^core nik ' "$tmp/seen"
star_check "while it lasted, the script knew the name" grep -q '^flow-child name ' "$tmp/seen"
star_check "while it lasted, the window knew the telephone number" grep -q '^main phone ' "$tmp/seen"
after "a visit left at the review" --leave review

for one in $(everybody); do
    case $one in
        core:*) star_check "core's keys cannot be swapped out" has_locked_pages "${one#*:}" ;;&
        up:*) ;; # the supervisor is root's anyway
        *) star_check "nobody may look into ${one%%:*}" is_closed_or_gone "${one#*:}" ;;
    esac
done

after "a typed NIK" --type-nik 3510071304850002
# The kernel counts what children did for whom when they have ended: the voice is the window's only child.
window=$(everybody | sed -n 's/^main://p')
children_did() { awk '{ print $11 }' "/proc/$window/stat"; }
silent=$(children_did)
after "a spoken visit" --speech --type-nik 3510071304850002
star_check "it was spoken" [ "$(children_did)" -gt "$silent" ]
after "core killed" --kill core@phone --kill core@review
after "the window killed" --kill main@phone --kill main@review
after "the script killed" --kill flow@phone --kill flow@review
star_end
