/* play.h - a scene played on a stand. Every difference and every broken rule is a complaint (stand.complaint). */
#ifndef PROOF_PLAY_H
#define PROOF_PLAY_H

#include "proof/script.h"
#include "proof/stand.h"

/* How a scene goes; none of it changes anything that a driver may notice. */
struct manner {
    bool hears_bytewise, hears_joined, takes_bytewise;
    bool searches; /* after each request: is anything of a frame left? */
};

/* What a rehearsal tells: at which line, after how many of its bytes, each `ok done` was said. */
struct proofs {
    size_t n;
    struct {
        size_t call, line, bytes; /* the request's line; the line and how many of its bytes had been heard */
    } at[32];
};

/* Plays it from the beginning to its end, with the port lost at last. `proofs` may be NULL. Returns the line that was
 * played last, which is where a complaint belongs. */
size_t play(struct stand *stand, const struct scene *scene, struct manner manner, struct proofs *proofs);

#endif
