#!/bin/bash
# run.sh [--peers A,B] [--starts N] [--turns N] [SHARED] - the three screens drawn by the runtime beside the other toolkits, in one
# run of the shared harness; prints one table. SHARED is the folder with bench/ in it (default: ../shared beside the project).
# Exits 77 where there is none. Everything made goes to build/release/peers.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bin=${BIN:-$root/build/release/bin}
work=${WORK:-$root/build/release/peers}
peers=floor-dirty,three,gtk3,qml-sw,chromium
starts=9
turns=3
shared=$root/../shared

while [ $# -gt 0 ]; do
    case $1 in
        --peers) peers=$2 && shift 2 ;;
        --starts) starts=$2 && shift 2 ;;
        --turns) turns=$2 && shift 2 ;;
        *) shared=$1 && shift ;;
    esac
done
[ -f "$shared/bench/harness/bench.py" ] || {
    echo "peers: no bench/harness in $shared: the peers and their harness are kept beside the project, not in it" >&2
    exit 77
}

packages="gcc g++ pkg-config python3 xvfb libx11-dev libxext-dev libxtst-dev libsdl2-dev libsdl2-ttf-dev fonts-dejavu-core"
case $peers in *gtk3*) packages="$packages libgtk-3-dev" ;; esac
case $peers in *qml*) packages="$packages qtdeclarative5-dev qml-module-qtquick2 qml-module-qtquick-window2" ;; esac
case $peers in *chromium*) packages="$packages chromium" ;; esac

install_packages() {
    local missing= package
    for package in $packages; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
    done
    [ -z "$missing" ] || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
}

# The harness writes beside itself, so it gets a copy outside the tree.
build_peers() {
    local p=$work/peers
    mkdir -p "$work"/{logs,data,home,run/share}
    cp -r "$shared/bench/harness" "$shared/bench/peers" "$work"
    python3 "$p/common/layout.py"
    cc -O2 -o "$work/harness/probe" "$work/harness/probe.c" -lX11 -lXext -lXtst
    cc -O2 -w -o "$p/floor/floor" "$p/floor/floor.c" $(pkg-config --cflags --libs sdl2 SDL2_ttf)
    case $peers in *gtk3*) cc -O2 -w -o "$p/gtk/gtk3" "$p/gtk/gtk3.c" $(pkg-config --cflags --libs gtk+-3.0) -lm ;; esac
    case $peers in *qml*) c++ -O2 -fPIC -o "$p/qml/host" "$p/qml/host.cpp" $(pkg-config --cflags --libs Qt5Quick) ;; esac
}

# A run folder for our program: no settings, and the font that all peers use.
make_run() {
    local font=/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf name
    : >"$work/run/site.conf"
    for name in regular bold javanese icons; do
        echo "$name = \"$font\";"
    done >"$work/run/share/fonts.conf"
}

merge_peers() {
    python3 - "$work" "$bin" <<'PY'
import json, sys
work, bin = sys.argv[1:]
peers = json.load(open(f"{work}/harness/peers.json"))
peers["three"] = {"cmd": f"{bin}/test-peers-three --run {work}/run"}
for peer in peers.values():
    peer["cmd"] = peer["cmd"].replace("/tmp/kiosk-bench", work)
    if "HOME" in peer.get("env", {}):
        peer["env"]["HOME"] = f"{work}/home"
json.dump(peers, open(f"{work}/harness/peers.json", "w"), indent=1)
PY
}

bench() { # OUT ARGUMENTS...
    rm -f "$work/data/$1.json"
    python3 "$work/harness/bench.py" --peers "$peers" --quiet-wait 1 --out "$work/data/$1.json" "${@:2}" >"$work/logs/$1.log" 2>&1 ||
        { tail -n 20 "$work/logs/$1.log" >&2 && return 1; }
}

install_packages
[ -x "$bin/test-peers-three" ] || cmake --build "$bin/.." --target test-peers-three -j2 >&2
build_peers
make_run
merge_peers
before=$(cut -d' ' -f1-3 /proc/loadavg)
rm -f "$work"/data/*.json
echo "peers: $starts starts of each, interleaved" >&2
bench start --metrics start --rounds "$starts"
for turn in $(seq "$turns"); do
    echo "peers: turn $turn of $turns: memory, idle, taps, screens" >&2
    bench "turn$turn" --metrics home,touch,screens --taps 100 --changes 60 --idle 20 --shots "$work/data"
done
python3 "$here/table.py" "$work/data" "load before $before, after $(cut -d' ' -f1-3 /proc/loadavg)"
