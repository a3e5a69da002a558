/* reading.h - a screen in the order in which it is read, spoken and walked through with a keypad.
 *
 * It is derived from the plan, so that a page needs to know nothing of it: a target is spoken as the texts in its box,
 * unless it was given a name; every other text speaks for itself; order is where things stand. */
#ifndef SCREEN_READING_H
#define SCREEN_READING_H

#include "glass/plan.h"

enum { READING_PIECES = 256 };

struct piece {
    struct box box;
    const char *id;   /* of the target; NULL: only a text */
    const char *text; /* turn memory, not spelled yet; "" when nothing there can be read */
    enum spoken spoken;
    enum state state;
    bool enabled, live; /* live: it is being typed */
};

struct reading {
    struct piece pieces[READING_PIECES];
    int n;
};

/* From top to bottom, from left to right; what lies beside each other in columns column by column. */
void reading_of(const struct plan *plan, struct reading *reading);

/* The enabled target that comes after (way 1) or before (-1) the one with that id, around the ends; without one, or
 * when it is gone, the first that is spoken with the screen. NULL when there is none. */
const struct piece *reading_next(const struct reading *reading, const char *id, int way);
const struct piece *reading_find(const struct reading *reading, const char *id);

#endif
