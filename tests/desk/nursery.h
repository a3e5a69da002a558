/* nursery.h - a nursery whose children are played by the test, word by word: core cannot tell. */
#ifndef NURSERY_H
#define NURSERY_H

#include "desk/table.h"

enum { NURSERY_MAX = 16 };

struct nursery {
    struct table *table;
    struct chair chair;
    int n;                 /* children so far */
    int ends[NURSERY_MAX]; /* the test's end of each child's socket */
    int64_t ids[NURSERY_MAX];
};

/* Takes the place of the real flow, which is stopped; and leaves it empty. */
void nursery_open(struct nursery *nursery, struct table *table);
void nursery_close(struct nursery *nursery);

/* One round of the table; forks and drops that core asked for happen. */
void nursery_pump(struct nursery *nursery);

/* Until there were so many children; false when that did not happen within 8 s. */
bool nursery_wait(struct nursery *nursery, int n);

/* Child i (from 0) ends by itself; it says this text, whatever it is. */
void nursery_end(struct nursery *nursery, int i);
void nursery_say(struct nursery *nursery, int i, const char *text);

/* The type of the next packet that core sent to child i: "begin", "answer"; "" when nothing came within ms.
 * For "begin" rows is how many the journal has; rows may be NULL. */
const char *nursery_hear(struct nursery *nursery, int i, int ms, size_t *rows);

#endif
