/* ways.h - what a citizen, an agency or a device may answer a step: the ordinary answer first, then the others.
 *
 * A way is {value, odd}. Without value it is nil. An odd way is something that can go wrong or that few people do (a
 * card that cannot be read, an agency that is away, the longest text): walking takes one of them at a time. */
#ifndef KIT_WAYS_H
#define KIT_WAYS_H

#include "kit/plugin.h"

/* What the author's tests say beside the plugin itself. Values are lists of different answers. */
struct world {
    const struct plugin *plugin;
    char today[11], place[16]; /* a day, and the region code of where the kiosk stands: "" says nothing of it */
    json_t *answers;           /* {KEY: [...]} */
    json_t *looks;             /* {NAME: [...]} */
    json_t *calls;             /* {SERVICE: [...]} */
};

void world_open(struct world *world, const struct plugin *plugin);
void world_close(struct world *world);

/* A new list of ways. Empty: nobody knows what this look, rule or call answers. */
json_t *ways_of(const struct world *world, const json_t *step);

/* An answer of a test as the script gets it (new), by core's own rule; NULL and what the question takes (turn memory)
 * when core would not let it through. */
json_t *answer_of(const struct world *world, const json_t *step, const json_t *value, const char **wrong);

#endif
