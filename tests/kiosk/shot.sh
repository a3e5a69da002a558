#!/bin/bash
# `anjungan shot`: a picture of each screen in each language and their sheet; and what it says of a service with flaws.
set -u
bin=${BIN:?BIN is the folder of the programs}
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d "${TMPDIR:-/tmp}/shot-test-XXXXXX")
trap 'rm -rf "$tmp"' EXIT
failed=0

check() {
    what=$1
    shift
    if "$@"; then echo "ok: $what"; else failed=1; echo "FAILED: $what"; fi
}

whole() { # the size of the window stands in a PNG's header
    [ "$(od -An -tx1 -j16 -N8 "$1" | tr -d ' ')" = 0000043800000780 ] && [ "$(wc -c <"$1")" -gt 20000 ]
}

"$bin/anjungan" shot "$here/../../plugins/hello" -o "$tmp/hello" >"$tmp/log" 2>&1
check "hello has no flaws" [ $? -eq 0 ]
for name in 01-text-name 02-done-done; do
    for language in id en; do check "$name in $language" whole "$tmp/hello/$name.$language.png"; done
done
check "they are all there is, and a sheet" [ "$(cd "$tmp/hello" && echo *)" = \
    "01-text-name.en.png 01-text-name.id.png 02-done-done.en.png 02-done-done.id.png sheet.png" ]
check "the languages differ" eval '! cmp -s "$tmp/hello/01-text-name.id.png" "$tmp/hello/01-text-name.en.png"'
[ "$failed" -eq 0 ] || cat "$tmp/log"

"$bin/anjungan" shot "$here/../kit/plugins/polri.kinds" -o "$tmp/kinds" >"$tmp/log" 2>&1
check "a citizen answers every kind of question, and none has flaws" [ $? -eq 0 ]
for name in 02-pick-village 03-slot-slot 04-pin-pin 05-country-country 06-address-home 07-year-year 08-sign-sign 10-confirm-confirm 11-done-done; do
    for language in id en; do check "$name in $language" whole "$tmp/kinds/$name.$language.png"; done
done
[ "$failed" -eq 0 ] || cat "$tmp/log"

cp -r "$here/../../plugins/hello" "$tmp/flawed"
mv "$tmp/flawed" "$tmp/try.flawed"
sed -i 's/id = "hello"/id = "try.flawed"/g' "$tmp/try.flawed/plugin.conf"
sed -i 's/title = "Siapa nama Anda?"; //' "$tmp/try.flawed/words.id.conf"
sed -i 's/title = "What is your name?"; //; s/ body = [^;]*;//' "$tmp/try.flawed/words.en.conf"
sed -i "s/hint = \"Tulis nama/hint = \"$(printf 'Tulis nama panggilan Anda di sini. %.0s' $(seq 40))/" "$tmp/try.flawed/words.id.conf"
sed -i "s/body = \"Terima/body = \"$(printf 'Terima kasih banyak sekali. %.0s' $(seq 120))/" "$tmp/try.flawed/words.id.conf"
"$bin/anjungan" shot "$tmp/try.flawed" -o "$tmp/out" >"$tmp/log" 2>&1
check "a flawed service fails" [ $? -ne 0 ]
check "a text that is missing is named" grep -q 'name (id): a word is missing: "\[name.title\]"' "$tmp/log"
check "a text that does not fit too" grep -q 'name.hint (id): .*"Tulis nama panggilan' "$tmp/log"
check "and one that is left out" grep -q 'done.body (id): there is no room for it' "$tmp/log"
check "one that only English lacks too" grep -q 'words.en.conf: the text done.body is missing' "$tmp/log"
check "there is a sheet all the same" [ -s "$tmp/out/sheet.png" ]
[ "$failed" -eq 0 ] || cat "$tmp/log"
[ -z "${KEEP-}" ] || cp -r "$tmp" "$KEEP"
exit "$failed"
