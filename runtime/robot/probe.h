/* probe.h - what can be touched on a screen right now, as ui itself says it (runtime/messages.md, "The demo's probe").
 *
 * ui may be killed under us: the probe then shows nothing, connects again, and the first packet is the present state.
 */
#ifndef ROBOT_PROBE_H
#define ROBOT_PROBE_H

#include "robot/display.h"

#include "base/json.h"

struct probe {
    const char *name; /* "main", "call" */
    char *path;
    int fd;       /* -1 while ui is away */
    json_t *now;  /* the newest `targets` packet; NULL while ui is away */
    bool turning; /* the window may show the next place already */
};

/* One screen of one visit: another step, kind or key is another place. */
struct place {
    char kind[20], key[132];
    int64_t step;
};

void probe_open(struct probe *probe, const char *run, const char *name);
void probe_close(struct probe *probe);

/* Takes the newest packet if there are any, waiting at most ms for the first. True when something changed. */
bool probe_look(struct probe *probe, int64_t ms);

struct place probe_place(const struct probe *probe); /* kind "" while ui is away */
bool place_same(struct place a, struct place b);

/* A target by its id; "bill:*" finds the first that begins so. Borrowed until the next look; NULL. */
const json_t *probe_target(const struct probe *probe, const char *id);
bool probe_enabled(const struct probe *probe, const char *id);

/* What follows the prefix in the first target that begins with it: probe_rest(probe, "ticket:"). NULL when there is
 * none. */
const char *probe_rest(const struct probe *probe, const char *prefix);

struct area probe_window(const struct probe *probe);

/* For a log line: the place and the ids. Turn memory. */
char *probe_describe(const struct probe *probe);

#endif
