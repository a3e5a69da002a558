#!/bin/sh
# everywhere.sh TEST - runs the test in namespaces of its own (network, mounts), with the bus and the Avahi that
# ippeveprinter does not start without. Nothing of it is seen or heard outside.
set -eu
rig=$(mktemp -d /tmp/everywhere-XXXXXX)

if [ -z "${INSIDE-}" ]; then
    trap 'rm -rf "$rig"' EXIT
    for program in ippeveprinter avahi-daemon dbus-daemon; do
        PATH=$PATH:/usr/sbin command -v $program > /dev/null || { echo "skipped: $program is not installed"; exit 77; }
    done
    root=$([ "$(id -u)" -eq 0 ] || echo -r)
    unshare $root -m -n true 2> /dev/null || { echo "skipped: no namespaces here (unshare $root -m -n)"; exit 77; }
    status=0
    INSIDE=1 unshare $root -m -n --kill-child -- "$0" "$@" || status=$?
    exit $status
fi

PATH=$PATH:/usr/sbin:/sbin
ip link set lo up
mount -t tmpfs tmpfs /run
mkdir -p /run/dbus /run/avahi-daemon
cat > /run/bus.conf << 'END'
<busconfig><type>system</type><listen>unix:path=/run/dbus/system_bus_socket</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
END
printf '[server]\nuse-ipv4=yes\nuse-ipv6=no\nallow-interfaces=lo\n[wide-area]\nenable-wide-area=no\n' > /run/avahi.conf
dbus-daemon --config-file=/run/bus.conf --nofork --nopidfile 2> /run/bus.log &
bus=$!
while [ ! -S /run/dbus/system_bus_socket ]; do kill -0 $bus; sleep 0.02; done
avahi-daemon --no-drop-root --no-chroot --no-rlimits -f /run/avahi.conf > /run/avahi.log 2>&1 &
avahi=$!
until avahi-daemon -c 2> /dev/null; do kill -0 $avahi; sleep 0.02; done
status=0
"$@" || status=$?
kill $avahi $bus
wait 2> /dev/null || true
rmdir "$rig"
exit $status
