#!/bin/bash
# The guided hour of plugins/README.md, word by word: what it types is typed, what it changes is changed, what it says is said, and
# the letter arrives. Its commands stand nowhere but there.
#
# A block of the text is ```sh (commands), ```diff (a file and its lines before and after) or ``` (what the last command said).
. "$(dirname "$0")/star.sh"
readme=$(realpath "$(dirname "$0")/../../plugins/README.md")
cd "$tmp" || exit 1
chmod 755 "$tmp"
PATH=$bin:$PATH
said= code=0 blocks=0

wrong() {
    echo "FAILED: $1"
    echo "$said" | tail -n 20 | sed 's/^/    /'
    failed=1
}

# The file with the lines that begin with " " or "-" replaced by those that begin with " " or "+".
change() { # FILE BLOCK
    local before after
    before=$(sed -n 's/^[ -]//p' <<<"$2") after=$(sed -n 's/^[ +]//p' <<<"$2")
    BEFORE=$before AFTER=$after perl -0777 -i -pe '
        $n = () = /^\Q$ENV{BEFORE}\E$/mg; s/^\Q$ENV{BEFORE}\E$/$ENV{AFTER}/m; END { exit($n != 1) }' "$1" ||
        wrong "$1 has not once: $before"
}

# `anjungan run` and `up` stay; everything else ends by itself. Nobody taps here: the window opens, and that is all; on the kiosk
# the robot is the citizen.
type_in() { # COMMAND
    case $1 in
        'anjungan run '*)
            $1 --hidden --run "$tmp/author" >"$tmp/author.log" 2>&1 &
            up=$!
            for _ in $(seq 200); do [ -S "$tmp/author/run/probe/main" ] && break; sleep 0.1; done
            [ -S "$tmp/author/run/probe/main" ] || { said=$(cat "$tmp/author.log"); wrong "no window: $1"; }
            kill $up && wait $up
            up= code=0
            ;;
        'anjungan up '*)
            run=$tmp/kiosk
            star_display
            ${1% &} --display "$DISPLAY" >"$tmp/up.log" 2>&1 &
            up=$!
            for _ in $(seq 200); do [ -S "$run/run/probe/main" ] && [ -s "$run/share/index.json" ] && break; sleep 0.1; done
            ;;
        'anjungan letters '*)
            for _ in $(seq 100); do grep -q dpmptsp.acara "$run/share/index.json" && break; sleep 0.1; done
            star_robot --service dpmptsp.acara --answer need=question
            for _ in $(seq 50); do said=$($1) && [ -n "$said" ] && break; sleep 0.1; done
            ;;
        *) said=$(eval "$1" 2>&1); code=$? ;;
    esac
}

# A command may only fail when the text goes on with what it says then.
ended_well() {
    [ "$code" -eq 0 ] || wrong "it ended with $code"
    code=0
}

play() { # KIND BLOCK
    blocks=$((blocks + 1))
    case $1 in
        sh) while read -r line; do ended_well; echo "\$ $line"; type_in "$line"; done <<<"$2" ;;
        diff) ended_well; change "$(head -n 1 <<<"$2")" "$(tail -n +2 <<<"$2")" ;;
        *) grep -qF -- "$2" <<<"$said" || wrong "it was not said: $2"; code=0 ;;
    esac
}

inside= kind= block=
while IFS= read -r line; do
    case $line in
        '## The hour') inside=yes ;;
        '## '*) inside= ;;
        '```'*)
            if [ -z "$inside" ]; then :
            elif [ -n "$kind" ]; then play "$kind" "${block%$'\n'}"; kind= block=
            else kind=${line#'```'} kind=${kind:-said}; fi
            ;;
        *) [ -z "$kind" ] || block+=$line$'\n' ;;
    esac
done < <(cat "$readme")
ended_well
echo "$blocks blocks"
star_check "all of the hour was there" [ "$blocks" -ge 25 ]
star_check "the pictures are there" [ -s "$tmp/pictures/sheet.png" ]
star_end
