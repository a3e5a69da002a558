/* scanner_words.c - the scanner of codes. */
#include "sim/sim.h"

#include <string.h>

static const char *say_line(struct sim *sim, const char *line)
{
    if (!plug_called(&sim->scanner_plug))
        return "error no driver listens to the scanner";
    plug_send(&sim->scanner_plug, line, strlen(line));
    sim->scans++;
    return "ok";
}

static const char *scan(struct sim *sim, struct deed deed)
{
    return say_line(sim, turn_text("]Q1%s\r\n", deed.text));
}

static const char *scan_half(struct sim *sim, struct deed deed)
{
    (void)deed;
    return say_line(sim, "]Q1LKR-07");
}

static const char *garbage(struct sim *sim, struct deed deed)
{
    (void)deed;
    return sim_noise(&sim->scanner_plug, 64 << 10) == OK ? "ok" : "error no driver listens to the scanner";
}

static const char *cable(struct sim *sim, struct deed deed)
{
    return sim_cable(&sim->scanner_plug, deed.what);
}

static const struct command commands[] = {
    {"scan", TEXT, "a QR code of that text before the scanner", scan, 0},
    {"scanner silent", ALONE, "half a code, and then nothing", scan_half, 0},
    {"scanner garbage", ALONE, "64 KiB of anything, as one line", garbage, 0},
    {"scanner unplug", ALONE, "its cable", cable, false},
    {"scanner plug", ALONE, "the cable again", cable, true},
};

static json_t *status(const struct sim *sim)
{
    return json_pack("{sb,sb,si}", "power", (int)!sim->scanner_plug.pulled, "called",
                     (int)plug_called(&sim->scanner_plug), "scans", sim->scans);
}

const struct device_class scanner_class = {"scanner", commands, COUNT(commands), status};
