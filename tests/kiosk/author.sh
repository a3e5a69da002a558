#!/bin/bash
# `anjungan run`: the author of a service saves, and the citizen in front of the kiosk stays where they are.
set -u
bin=${BIN:?BIN is the folder of the programs}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/saves-XXXXXX")
cp -r "$(dirname "$0")/author/try.form" "$tmp/"

"$bin/anjungan" run "$tmp/try.form" --hidden --run "$tmp/run" >"$tmp/log" 2>&1 &
kiosk=$!
finish() {
    kill "$kiosk" 2>/dev/null && wait "$kiosk" 2>/dev/null
    rm -rf "$tmp"
}
trap finish EXIT

for _ in $(seq 200); do [ -S "$tmp/run/run/probe/main" ] && break; sleep 0.1; done
DISPLAY=$(sed -n 's/.*the hidden display is //p' "$tmp/log")
export DISPLAY

failed=0
"$bin/test-kiosk-author" --run "$tmp/run" "$tmp/try.form" || failed=1
for place in main.lua:3: main.lua:5: plugin.conf:1:; do
    grep -q "^$place" "$tmp/log" || { failed=1; echo "the terminal does not say $place"; }
done

# A kiosk in service has no author, also in the same run folder.
kill "$kiosk" && wait "$kiosk"
"$bin/anjungan" up --run "$tmp/run" --without main,call >>"$tmp/log" 2>&1 &
kiosk=$!
for _ in $(seq 100); do "$bin/anjungan" status --run "$tmp/run" >/dev/null 2>&1 && break; sleep 0.1; done
grep -q "author\|$tmp/run/plugins" "$tmp/run/site.conf" && { failed=1; echo "site.conf still speaks of an author"; }

[ "$failed" -eq 0 ] || { cat "$tmp/log"; tail -n 15 "$tmp"/run/log/core.log "$tmp"/run/log/main.log; }
if [ "$failed" -ne 0 ] && [ -n "${KEEP-}" ]; then cp -r "$tmp" "$KEEP"; fi
exit "$failed"
