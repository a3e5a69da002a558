/* visits.h - what core does to its store while citizens come and go, and the proof of what the store then holds.
 *
 * Before each commit the whole content is digested as the transaction sees it. After an accident the store must equal
 * the last commit that returned OK, or the one that was under way: nothing lost, nothing torn. Its shape (all that is
 * not random) must be that of the undisturbed run after as many commits, or a turn was stored in part. The digests are
 * shared memory, so that a child may die at its work. */
#ifndef VISITS_H
#define VISITS_H

#include "store/store.h"

enum { VISITS_TURNS = 1000, VISITS_DIGEST = 16 };

struct visits {
    char folder[64], path[80];
    int settled;      /* commits that returned OK; 0 is the new, empty store */
    bool undisturbed; /* the run that shows which shapes are right */
    unsigned char digests[VISITS_TURNS][VISITS_DIGEST], shapes[VISITS_TURNS][VISITS_DIGEST];
};

struct visits *visits_new(void);
void visits_free(struct visits *visits);

/* Opens the store and lets n citizens come. `after_open` is executed as SQL then. Returns when the store says no. */
int visits_run(struct visits *visits, int n, const char *after_open);

/* Opens the store again and looks at it; `settled` commits were promised. Complains and returns false when a promise
 * is broken. */
bool visits_judge(struct visits *visits, int settled);

/* Deletes the files of the store. */
void visits_clear(struct visits *visits);

#endif
