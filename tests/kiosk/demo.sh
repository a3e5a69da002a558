#!/bin/bash
# The README's first command on a machine without a display: a whole visit, and everything it leaves behind is looked at.
# The release build only: it is what the command builds.
. "$(dirname "$0")/star.sh"
root=$(realpath "$(dirname "$0")/../..")
out=$tmp/out
nik=3510075207940003
chmod 755 "$tmp"

all_pictures_are_whole() {
    [ "$(ls "$out"/screens/*.png | wc -l)" -ge 15 ] || return 1
    for picture in "$out"/screens/*.png; do # the size of the window stands in the PNG's header
        [ "$(od -An -tx1 -j16 -N8 "$picture" | tr -d ' \n')" = 0000043800000780 ] || return 1
    done
}
qr_is_the_phone_page() {
    zbarimg --quiet --raw "$out/slip.png" | grep -qx "http://127.0.0.1:[0-9]*/n/[0-9-]*/$ticket#LKR-07-[0-9]*-D[0-9]*"
}
voice_is_loud() {
    [ "$(tail -c +45 "$out/call.wav" | tr -d '\000' | wc -c)" -gt 200000 ]
}
only_in_letters() {
    ! grep -rlaF -- "$1" "$run" "$out" | grep -v '/letters\.jsonl$'
}

"$root/scripts/kiosk" --keep --run "$run" --demo "$out" >"$tmp/demo.log" 2>&1
code=$?
star_check "the command ends well" [ "$code" -eq 0 ]
[ "$code" -eq 0 ] || tail -n 30 "$tmp/demo.log"
ticket=$(jq -r .ticket "$out/visit.json")
star_check "every screen has its picture, 1080 x 1920" all_pictures_are_whole
star_check "the slip's QR opens the phone page of $ticket" qr_is_the_phone_page
star_check "one letter" [ "$(wc -l <"$out/letters.jsonl")" -eq 1 ]
star_check "the letter is of this case" [ "$(jq -r .data.case "$out/letters.jsonl")" = "$(jq -r .case "$out/visit.json")" ]
star_check "the letter says who" [ "$(jq -r .data.letter.nik "$out/letters.jsonl")" = "$nik" ]
star_check "the letter says it is paid" [ "$(jq -r .data.letter.bill.state "$out/letters.jsonl")" = paid ]
star_check "the wall has its picture" [ -s "$out/call.png" ]
star_check "the call was spoken" voice_is_loud
star_check "the NIK is in no file but the letter" only_in_letters "$nik"
star_check "the name is in no file but the letter" only_in_letters RAHMAWATI
echo "the visit took $(jq -r .total_ms "$out/visit.json") ms"
rm -rf "$run"
star_end
