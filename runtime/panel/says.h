/* says.h - what each device says now, in a few words and with how bad that is. */
#ifndef PANEL_SAYS_H
#define PANEL_SAYS_H

#include "panel/buttons.h"

enum tone { GOOD, CARE, BAD, PLAIN };

struct says {
    const char *key; /* of the words: panel.says.KEY, filled with what the device says */
    enum tone tone;
};

/* status: the simulator's, or NULL while it does not answer. */
struct says says_of(enum group group, const json_t *status);

#endif
