#!/bin/bash
# A signed document of Dukcapil is printed again on A4, by every real program from the window to the paper: what comes out is
# byte for byte what the office sent. An empty tray is told to the citizen and the staff, and nothing old comes out later.
. "$(dirname "$0")/star.sh"

nik=3510075207940003

sim() {
    "$bin/anjungan" sim "$@" --run "$run"
}

documents() {
    sim status | jq .documents.documents
}

# What the office would send to whoever asks with the same code.
of_the_office() {
    url=$(sed -n 's/.*url = "\(http[^"]*dukcapil\)".*/\1/p' "$run/site.conf" | head -n 1)
    curl -sf "$url/v1/look/dukcapil.document" -H 'Content-Type: application/json' -d "{\"nik\":\"$nik\",\"pin\":\"940003\"}" |
        jq -r .document.base64 | base64 -d
}

same() {
    cmp -s "$tmp/office.pdf" "$run/state/sim/document-1.pdf"
}

staff_is_called() {
    star_becomes hall "SELECT count(*) > 0 FROM staff WHERE reason = 'document empty'" 1
}

visit() {
    star_robot --service dukcapil.cetak --answer how=pin --answer "nik=$nik" --answer pin=940003 "$@"
}

star_start
of_the_office >"$tmp/office.pdf"
star_check "the office has a document" grep -q "%PDF-" "$tmp/office.pdf"

# The tray is empty; staff is called and fills it, and the citizen prints again.
sim a4 out >/dev/null
(staff_is_called >/dev/null && sim a4 in >/dev/null) &
filled=$!
visit
wait $filled
star_check "an empty printer is told to the staff" staff_is_called
star_check "the document is out once, and nothing old" [ "$(documents)" = 1 ]
star_check "byte for byte" same
star_check "the office knows that the code is used up" star_becomes office "SELECT count(*) FROM printed" 1
star_check "the document is in no file of the kiosk" sh -c "! grep -rlq 'KARTU KELUARGA' '$run/state/core' '$run/log' '$run/keys'"
star_end
