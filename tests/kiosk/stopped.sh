#!/bin/bash
# A program that stands still (SIGSTOP) is killed by the supervisor and comes back: all of them at once, and those of a visit
# while it lasts. No letter is lost, none comes twice.
. "$(dirname "$0")/star.sh"

running() { # NAME PID of each
    "$bin/anjungan" status --run "$run" | awk '$2 == "running" { print $1, $3 }'
}

is_another() { # NAME PID: it runs again as another process; a slow machine takes its time
    for _ in $(seq 600); do
        running | awk -v name="$1" -v pid="$2" '$1 == name && $2 != pid { found = 1 } END { exit !found }' && return
        sleep 0.1
    done
    return 1
}

stand_still() { # NAME...
    running | while read -r name pid; do
        case " $* " in *" $name "*) kill -STOP "$pid" ;; esac
    done
}

star_start
running >"$tmp/before"
while read -r name pid; do kill -STOP "$pid"; done <"$tmp/before"
while read -r name pid; do star_check "$name comes back" is_another "$name" "$pid"; done <"$tmp/before"
star_robot
stand_still deliver # the letter is given to it, and its number
star_robot
for name in core flow main; do # in the middle
    (
        until robot=$(pgrep -P $$ -x anjungan-robot) && grep -q '^State:.T' "/proc/$robot/status"; do sleep 0.05; done 2>/dev/null
        pid=$(running | sed -n "s/^$name //p")
        kill -STOP "$pid"
        is_another "$name" "$pid"
        kill -CONT "$robot"
    ) &
    star_robot --hold phone
    kill $! 2>/dev/null
    wait $! 2>/dev/null
done
star_books
star_end
