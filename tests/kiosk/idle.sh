#!/bin/bash
# Nothing wakes when nothing happens: at the idle home screen no program of the kiosk is scheduled more than its clock needs.
. "$(dirname "$0")/star.sh"
seconds=20

switches() { # of all threads of a process
    cat /proc/"$1"/task/*/status 2>/dev/null | awk '/ctxt_switches/ { n += $2 } END { print n + 0 }'
}

star_start
sleep 8 # leases, the first board and the wall's fonts are over
declare -A before
pids="up:$up "$("$bin/anjungan" status --run "$run" | awk '$2 == "running" { print $1 ":" $3 }')
for p in $pids; do before[$p]=$(switches "${p#*:}"); done
sleep "$seconds"
for p in $pids; do
    woke=$(($(switches "${p#*:}") - before[$p]))
    case ${p%%:*} in
        main | call) most=8 ;; # the minute, which may fall into the window, drawn and shown
        *) most=0 ;;
    esac
    star_check "${p%%:*} woke $woke times in $seconds s" [ "$woke" -le "$most" ]
done
star_end
