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
    char today[11];
    json_t *answers; /* {KEY: [...]} */
    json_t *looks;   /* {NAME: [...]} */
    json_t *calls;   /* {SERVICE: [...]} */
};

void world_open(struct world *world, const struct plugin *plugin);
void world_close(struct world *world);

/* A new list of ways. Empty: nobody knows what this look, rule or call answers. */
json_t *ways_of(const struct world *world, const json_t *step);

/* What is wrong with this answer to a question, or NULL: what core would not let through. Turn memory. */
const char *answer_wrong(const json_t *step, const json_t *value);

#endif
