/* lamp_words.c - the signal lamp and its sounder. It only listens, so nothing can befall it but its cable. */
#include "sim/sim.h"

static const char *cable(struct sim *sim, struct deed deed)
{
    if (!deed.what)
        sim->lamp = (struct lamp){0};
    return sim_cable(&sim->lamp_plug, deed.what);
}

static const struct command commands[] = {
    {"lamp unplug", ALONE, "its cable: it is dark", cable, false},
    {"lamp plug", ALONE, "the cable again", cable, true},
};

static json_t *status(const struct sim *sim)
{
    static const char *const parts[LAMP_PARTS] = {"red", "yellow", "green", "buzzer"};
    json_t *now = json_pack("{sb,sb,si}", "power", (int)!sim->lamp_plug.pulled, "called",
                            (int)plug_called(&sim->lamp_plug), "strange", sim->lamp.strange);
    for (int part = 0; part < LAMP_PARTS; part++)
        json_object_set_new(now, parts[part], json_string(lamp_word(&sim->lamp, part)));
    return now;
}

const struct device_class lamp_class = {"lamp", commands, COUNT(commands), status};
