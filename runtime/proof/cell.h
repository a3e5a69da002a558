/* cell.h - a driver plays in a process of its own, and somebody watches. A crash, an endless loop or an end of the
 * process is found and told like every other complaint, and the next case goes on in a new process. */
#ifndef PROOF_CELL_H
#define PROOF_CELL_H

#include "proof/play.h"

enum { CELL_VERBS = 16 };

/* Lies in memory that both processes see. */
struct cell {
    struct stand stand;
    size_t at;   /* the case that is played, or was last */
    size_t line; /* where it stands */
    bool finished;
    struct proofs proofs; /* of the scene that was rehearsed last */
    char name[33], device_class[17], verbs[CELL_VERBS][17];
    size_t n_verbs;
    uint32_t port;        /* what its first port can be */
    uint32_t has, called; /* bits of stand_calls: what the driver has; what anything played so far has called */
    size_t state_size;
};

struct cell *cell_new(void);
void cell_free(struct cell *cell);

/* Runs `work` in a child that has loaded the driver of this path. What is wrong, until the end of the turn; NULL when
 * nothing is. `work` returns at the first complaint. */
const char *cell_run(struct cell *cell, const char *driver, void (*work)(struct cell *cell, void *mine), void *mine);

/* For `work`: plays a scene. A callback that took too long has to do it three times, because a busy machine is slow
 * too. False: there is a complaint. */
bool cell_play(struct cell *cell, const struct scene *scene, struct manner manner, struct proofs *proofs);

#endif
