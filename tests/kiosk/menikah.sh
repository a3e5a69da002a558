#!/bin/bash
# A couple marries: one visit, one number, four letters. Those to Dukcapil wait for the word of the KUA, also when core dies
# meanwhile: yes sends them, no withdraws them, and what is said afterwards changes nothing.
. "$(dirname "$0")/star.sh"

decide() {
    "$bin/anjungan" decide "$1" akad "$2" --run "$run" >/dev/null
}

kua_says() { # CASE yes|no|wait
    star_check "the KUA says of the akad: $2" decide "$1" "$2"
}

letters() { # TYPE
    echo "SELECT count(*) FROM letter WHERE json_extract(envelope, '\$.type') = 'id.anjungan.$1'"
}

dukcapil_has() { # cards families
    star_check "$1 letters for identity cards" star_becomes office "$(letters dukcapil.ktp.apply)" "$1"
    star_check "$2 letters for family cards" star_becomes office "$(letters dukcapil.kk.apply)" "$2"
}

cases_are() { # STATE NUMBER: how it stands, as the citizen is told
    star_check "$2 cases of Dukcapil are $1" star_becomes office \
        "SELECT count(*) FROM dossier WHERE agency = 'dukcapil' AND state = '$1'" "$2"
}

held() {
    star_check "$1 letters are held" star_becomes core "SELECT count(*) FROM outbox WHERE agency = 'dukcapil' AND state = -1" "$1"
}

newest_case() {
    star_ask office "SELECT number FROM dossier WHERE agency = 'kua' ORDER BY number DESC LIMIT 1"
}

couple() {
    star_robot --service mpp.menikah --answer "groom=card in 2" --answer "bride=card in 1"
    star_check "the KUA has the registration" star_becomes office "$(letters kua.nikah.register)" "$visits"
}

star_start --set 'confirm={"first":200,"longest":400}'

couple
first=$(newest_case)
cases_are waiting 3
dukcapil_has 0 0
kua_says "$first" wait
"$bin/anjungan" kill core --run "$run" >/dev/null
dukcapil_has 0 0
held 3
kua_says "$first" yes
dukcapil_has 2 1
cases_are received 3
kua_says "$first" no

couple
second=$(newest_case)
cases_are waiting 3
kua_says "$second" no
cases_are withdrawn 3
held 0
kua_says "$second" yes
kua_says "$second" yes
dukcapil_has 2 1
cases_are withdrawn 3
cases_are received 3

star_check "one number a visit" star_becomes core "SELECT count(*) FROM ticket WHERE phase = 2" "$visits"
star_check "what was withdrawn is destroyed" [ "$(star_ask core "SELECT count(*) FROM outbox WHERE state = -2 AND length(body) > 0")" = 0 ]
for nik in 3510120203680001 3510075207940003; do
    star_check "the NIK of a card is nowhere" star_nowhere "$nik"
done
star_end
