#!/bin/bash
# loop.sh [VISITS [KIOSKS [SEED]]] - whole visits while some program is killed at random moments, on KIOSKS kiosks side by side.
# Every finished visit has one letter and one confirmed number. The test run plays 200; for a night: loop.sh 20000 8.
visits=${1:-200}
kiosks=${2:-4}
seed=${3:-$RANDOM}

if [ -z "${LOOP_CHILD-}" ]; then
    echo "seed $seed: $visits visits on $kiosks kiosks"
    pids=
    for k in $(seq "$kiosks"); do
        LOOP_CHILD=1 "$0" $((visits / kiosks)) 1 $((seed + k)) &
        pids="$pids $!"
    done
    code=0
    for pid in $pids; do wait "$pid" || code=1; done
    exit $code
fi

. "$(dirname "$0")/star.sh"
RANDOM=$seed
programs=(core core core main main flow deliver printer card hall office call paper)

killer() { # until its file is gone; a program that is dead already is as good as killed
    RANDOM=$1
    while [ -e "$tmp/killing" ]; do
        sleep "$((RANDOM % 3)).$((RANDOM % 10))"
        "$bin/anjungan" kill "${programs[RANDOM % ${#programs[@]}]}" --run "$run" >/dev/null 2>&1 && echo x >>"$tmp/killed"
    done
}

star_start
: >"$tmp/killing"
killer $RANDOM &
killer=$!
while [ "$visits" -lt "$1" ] && [ "$failed" -eq 0 ]; do
    star_robot
done
rm "$tmp/killing"
wait "$killer"
star_books
star_check "the NIK of the card is nowhere" star_nowhere 3510075207940003
echo "$(wc -l <"$tmp/killed") programs were killed in $visits visits"
star_end
