/* fence.h - memory that a driver cannot leave unseen: what is laid into it ends at a page that nobody may touch, and
 * what lies before it is filled with a pattern. */
#ifndef PROOF_FENCE_H
#define PROOF_FENCE_H

#include "base/base.h"

struct fence {
    uint8_t *pages;          /* between two pages that nobody may touch */
    size_t room, used, tail; /* tail: bytes of pattern behind what was laid, because memory is aligned */
};

void fence_open(struct fence *fence, size_t room);
void fence_close(struct fence *fence);

/* n zeroed bytes, aligned to 16, as near to the end of the pages as that allows; at most `room`. */
void *fence_lay(struct fence *fence, size_t n);

/* Nothing around what was laid has changed. */
bool fence_whole(const struct fence *fence);

enum fence_right { FENCE_NONE, FENCE_READ, FENCE_WRITE };

/* What may be done to what was laid. FENCE_WRITE before something else is. */
void fence_set(struct fence *fence, enum fence_right right);

#endif
