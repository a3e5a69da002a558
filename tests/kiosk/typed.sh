# typed.sh - sourced by tests that type a manual word by word, so that what it says stays true. star.sh comes first.
#
#   typed FILE HEADING    plays the section "## HEADING"; the test says how a command is run: type_in COMMAND, which sets
#                         `said` and `code`
#
# A block of the text is ```sh (commands), ```diff (a file and its lines before and after) or ``` (what the last command said).
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

typed() { # FILE HEADING
    local inside= kind= block= line
    while IFS= read -r line; do
        case $line in
            "## $2") inside=yes ;;
            '## '*) inside= ;;
            '```'*)
                if [ -z "$inside" ]; then :
                elif [ -n "$kind" ]; then play "$kind" "${block%$'\n'}"; kind= block=
                else kind=${line#'```'} kind=${kind:-said}; fi
                ;;
            *) [ -z "$kind" ] || block+=$line$'\n' ;;
        esac
    done < <(cat "$1")
    ended_well
    echo "$blocks blocks"
}
