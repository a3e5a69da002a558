#!/usr/bin/env python3
"""table.py FOLDER CONDITIONS - start.json and turn*.json of one run of run.sh as one table. Every ratio is taken within one turn,
where both peers met the same load; shown are medians over the turns. Fails when ours missed anything."""
import glob, json, platform, statistics, subprocess, sys, time

FLOOR, OURS = "floor-dirty", "three"
# title, where, factor, decimals, target: a ratio to the floor, or "= n" for a value
ROWS = [
    ("start to complete frame, ms", "start complete median", 1, 1, "1.0x"),
    ("CPU of a start, ms", "start cpu_s median", 1000, 1, ""),
    ("memory at home (PSS), MB", "home mem pss_mb", 1, 1, "1.4x"),
    ("idle 20 s: CPU, ms", "home idle cpu_s", 1000, 2, ""),
    ("idle: wake-ups a second", "home idle wakeups_s", 1, 2, "0.2"),
    ("touch to pixel, median, ms", "touch key median", 1, 2, "1.5x"),
    ("touch to pixel, p99, ms", "touch key p99", 1, 2, ""),
    ("touch to text field, median, ms", "touch field median", 1, 2, ""),
    ("CPU of a tap, ms", "touch cpu_ms_per_tap", 1, 2, "1.6x"),
    ("X server's CPU of a tap, ms", "touch x_cpu_ms_per_tap", 1, 2, ""),
    ("screen change, median, ms", "screens complete median", 1, 2, "1.1x"),
    ("screen change, p99, ms", "screens complete p99", 1, 2, ""),
    ("CPU of a change, ms", "screens cpu_ms_per_change", 1, 2, ""),
    ("growth a change, KB (second half)", "screens slope_kb_per_change", 1, 2, ""),
]
SMALL = 0.05  # a floor that is nearly nothing makes no ratio


def at(run, peer, where):
    value = run.get(peer)
    for name in where.split():
        value = value.get(name) if value else None
    return value


def cell(runs, peer, where, factor, decimals):
    pairs = [(at(r, peer, where), at(r, FLOOR, where)) for r in runs]
    values = [v * factor for v, _ in pairs if v is not None]
    ratios = [v / f for v, f in pairs if v is not None and f and abs(f * factor) > SMALL]
    if not values:
        return "-"
    text = f"{statistics.median(values):.{decimals}f}"
    return text if peer == FLOOR or not ratios else f"{text} ({statistics.median(ratios):.2f}x)"


def version(package):
    return subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}", package], capture_output=True, text=True).stdout


def main():
    folder, load = sys.argv[1:]
    runs = [json.load(open(path)) for path in sorted(glob.glob(folder + "/*.json"))]
    peers = [p for p in runs[0]]
    print(f"| | target | {' | '.join(peers)} |\n|{'---|' * (len(peers) + 2)}")
    for title, where, factor, decimals, target in ROWS:
        cells = [cell(runs, peer, where, factor, decimals) for peer in peers]
        print(f"| {title} | {target} | {' | '.join(cells)} |")
    missed = {p: sum(at(r, p, w) or 0 for r in runs for w in ("touch missed", "touch missed_field", "screens missed")) for p in peers}
    starts = [at(runs[0], p, "start clean") for p in peers]
    taps = [sum(at(r, p, "touch clean") or 0 for r in runs) for p in peers]
    cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    print(f"\n{time.strftime('%-d %B %Y, %H:%M')}; {cpu}, Linux {platform.release()}; {load}; {len(runs) - 1} turns.")
    print(f"Samples beside which others used less than a quarter of a core: starts {starts}, taps {taps}.")
    unfinished = [p for p in peers if any(not at(r, p, "screens") for r in runs[1:])]
    print(f"Missed taps and screens: {missed}." + (f" Never complete: {unfinished}." if unfinished else ""))
    print(", ".join(filter(None, map(version, ["libsdl2-2.0-0", "libgtk-3-0", "libqt5quick5", "chromium", "xvfb"]))) + ".")
    return 1 if missed.get(OURS) or OURS in unfinished else 0


sys.exit(main())
