# star.sh - sourced by the tests of the whole kiosk: every real program on a hidden display, in a folder of its own.
#
#   star_start [options of anjungan up]; star_robot [options]; star_check WHAT COMMAND...; star_end

bin=${BIN:?BIN is the folder of the programs}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/kiosk-test-XXXXXX")
run=$tmp/run
failed=0
visits=0

star_finish() {
    for pid in ${up-} ${xvfb-}; do
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
    done
    if [ "$failed" -ne 0 ] && [ -n "${KEEP-}" ]; then
        echo "kept: $tmp"
    else
        rm -rf "$tmp"
    fi
}
trap star_finish EXIT

# Two servers that look for a number at the same moment may find the same one: one after the other.
star_display() {
    exec 8>"${TMPDIR:-/tmp}/anjungan-xvfb.lock"
    flock 8
    Xvfb -displayfd 3 -screen 0 3000x1920x24 -nolisten tcp -noreset 3>"$tmp/display" 2>"$tmp/xvfb.log" 8>&- &
    xvfb=$!
    for _ in $(seq 100); do [ -s "$tmp/display" ] && break; sleep 0.1; done
    exec 8>&-
    DISPLAY=:$(tr -d '[:space:]' <"$tmp/display")
    export DISPLAY SDL_VIDEODRIVER=x11
    unset WAYLAND_DISPLAY
}

star_start() {
    chmod 755 "$tmp"
    mkdir -p "$run" "$tmp/out"
    [ -n "${xvfb-}" ] || star_display
    "$bin/anjungan" up --run "$run" --demo --display "$DISPLAY" --set biller.poll=200 "$@" >"$tmp/up.log" 2>&1 &
    up=$!
    for _ in $(seq 100); do
        [ -S "$run/run/probe/main" ] && [ -s "$run/share/index.json" ] && return
        sleep 0.1
    done
    echo "the kiosk did not start:"
    tail -n 20 "$tmp/up.log" "$run"/log/*.log
    exit 1
}

star_robot() {
    visits=$((visits + 1))
    if ! "$bin/anjungan-robot" --run "$run" --out "$tmp/out" --script visit --no-pictures --no-sound "$@" >"$tmp/robot.log" 2>&1; then
        failed=1
        echo "FAILED: visit $visits: $*"
        tail -n 12 "$tmp/robot.log"
        tail -n 8 "$run/log/core.log" "$run/log/main.log"
    fi
}

star_check() {
    what=$1
    shift
    if "$@"; then
        echo "ok: $what"
    else
        failed=1
        echo "FAILED: $what"
    fi
}

# A number from core's, the hall's or the office's database.
star_ask() {
    sqlite3 -cmd '.timeout 5000' "$run/state/$1/$1.db" "$2"
}

# Waits until a question has this answer, 20 s at most.
star_becomes() {
    for _ in $(seq 200); do
        [ "$(star_ask "$1" "$2")" = "$3" ] && return 0
        sleep 0.1
    done
    echo "$1: $2 is $(star_ask "$1" "$2"), wanted $3"
    return 1
}

# One letter a visit at the police, nothing left to send, every number confirmed or void and the hall of the same mind.
star_books() {
    star_check "every visit has one letter ($visits)" star_becomes office "SELECT count(*) FROM letter WHERE agency = 'polri'" "$visits"
    star_check "the outbox is empty" star_becomes core "SELECT count(*) FROM outbox WHERE state != 1" 0
    star_check "no number hangs" star_becomes core "SELECT count(*) FROM ticket WHERE phase < 2" 0
    star_check "every visit has one confirmed number" star_becomes core "SELECT count(*) FROM ticket WHERE phase = 2" "$visits"
    star_ask core "SELECT number || ' ' || CASE phase WHEN 2 THEN 'confirmed' ELSE 'void' END FROM ticket ORDER BY 1" >"$tmp/core.numbers"
    star_hall_numbers >"$tmp/hall.numbers"
    star_check "hall and kiosk agree on every number" diff "$tmp/core.numbers" "$tmp/hall.numbers"
    star_check "no journal is left" star_becomes core "SELECT count(*) FROM journal" 0
    star_check "no key is left" star_no_keys
}

star_hall_numbers() {
    star_ask hall "SELECT number || ' ' || state FROM number ORDER BY 1"
}

star_no_keys() {
    [ -z "$(ls -A "$run/keys/")" ]
}

# Every file of the kiosk, opened as bytes; the office keeps its letters sealed, so not even its database shows them.
star_nowhere() {
    ! grep -rlaF -- "$1" "$run" "$tmp/up.log" "$tmp/robot.log"
}

# Programs are killed here; one that dies by its own fault would only be started again, and nobody would know.
star_no_crash() {
    [ ! -e "$tmp/up.log" ] || ! grep -E "ended by signal (4|6|7|8|11) " "$tmp/up.log"
}

star_end() {
    star_check "no program crashed" star_no_crash
    [ "$failed" -eq 0 ] && echo "$visits visits, all as they should be"
    exit "$failed"
}
