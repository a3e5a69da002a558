/* faults.h - the faults nobody has to write: a scene that a vendor wrote, changed at every place. */
#ifndef PROOF_FAULTS_H
#define PROOF_FAULTS_H

#include "proof/play.h"

struct fault {
    const struct kind *kind;
    size_t line, bytes; /* where: so many lines of the scene come before it, and so many bytes of the next */
    size_t which;       /* of several of its kind */
};

struct faults {
    struct fault *at;
    size_t n, room;
};

/* All of this scene that fit a port of these kinds; inside of lines too where it is a stream. */
void faults_list(struct faults *faults, const struct scene *scene, uint32_t port);
void faults_free(struct faults *faults);

/* The scene with the fault in it. `proofs` (of the scene's rehearsal) tell where an `ok` would be a lie. Its name says
 * what happens where, for people; until the end of the turn. */
const char *fault_make(const struct fault *fault, const struct scene *scene, const struct proofs *proofs,
                       struct scene *to);

#endif
