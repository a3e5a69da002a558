#!/bin/bash
# `anjungan run` on a desktop: the panel beside the kiosk, clicked and typed on, reaches every simulated device.
set -u
bin=${BIN:?BIN is the folder of the programs}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/panel-XXXXXX")
cp -r "$(dirname "$0")/author/try.form" "$tmp/"
kiosk= xvfb=
finish() {
    for pid in $kiosk $xvfb; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; done
    rm -rf "$tmp"
}
trap finish EXIT

Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$tmp/display" 2>"$tmp/xvfb.log" &
xvfb=$!
for _ in $(seq 200); do [ -s "$tmp/display" ] && break; sleep 0.1; done
DISPLAY=:$(tr -d '[:space:]' <"$tmp/display")
export DISPLAY SDL_VIDEODRIVER=x11 LANG=id_ID.UTF-8
unset WAYLAND_DISPLAY

# A run folder whose windows can be probed; then an author on a desktop.
"$bin/anjungan" up --run "$tmp/run" --demo --without main,call >"$tmp/log" 2>&1 &
kiosk=$!
for _ in $(seq 200); do "$bin/anjungan" status --run "$tmp/run" >/dev/null 2>&1 && break; sleep 0.1; done
"$bin/anjungan" down --run "$tmp/run" >>"$tmp/log" 2>&1
wait "$kiosk"
"$bin/anjungan" run "$tmp/try.form" --run "$tmp/run" >>"$tmp/log" 2>&1 &
kiosk=$!

failed=0
"$bin/test-kiosk-panel" --run "$tmp/run" ${SHOT:+"$SHOT"} || failed=1
# The kiosk is there for the panel: who closes that ends it, and the panel goes with its kiosk.
"$bin/anjungan" down --run "$tmp/run" >>"$tmp/log" 2>&1 || kill "$kiosk"
wait "$kiosk" || { failed=1; echo "anjungan run ended with $?"; }
kiosk=
[ "$failed" -eq 0 ] || { cat "$tmp/log"; tail -n 15 "$tmp"/run/log/main.log "$tmp"/run/log/sim.log "$tmp"/run/log/core.log; }
if [ "$failed" -ne 0 ] && [ -n "${KEEP-}" ]; then cp -r "$tmp" "$KEEP"; fi
exit "$failed"
