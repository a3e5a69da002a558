/* camera_words.c - the camera. */
#include "sim/sim.h"

static const char *answer(int code)
{
    return code == OK        ? "ok"
           : code == E_STATE ? "error there is no camera here"
                             : "error it shows person, document, pattern or the path of a PNG";
}

static const char *show(struct sim *sim, struct deed deed)
{
    return answer(camera_show(&sim->camera, deed.text));
}

enum change { DARK, GARBLED, SILENT, GONE, BACK };

static const char *change(struct sim *sim, struct deed deed)
{
    static int (*const changes[])(struct camera *) = {[DARK] = camera_darken,
                                                      [GARBLED] = camera_garble,
                                                      [SILENT] = camera_silence,
                                                      [GONE] = camera_pull,
                                                      [BACK] = camera_put};
    return answer(changes[deed.what](&sim->camera));
}

static const struct command commands[] = {
    {"camera show", TEXT, "what is before it: person, document, pattern, or FILE.png", show, 0},
    {"camera dark", ALONE, "black pictures", change, DARK},
    {"camera garbage", ALONE, "no pictures, but bytes", change, GARBLED},
    {"camera silent", ALONE, "nothing", change, SILENT},
    {"camera unplug", ALONE, "its cable", change, GONE},
    {"camera plug", ALONE, "the cable again", change, BACK},
};

static json_t *status(const struct sim *sim)
{
    return json_pack("{sb,ss}", "power", (int)!sim->camera.pulled, "shows", sim->camera.shows);
}

const struct device_class camera_class = {"camera", commands, COUNT(commands), status};
