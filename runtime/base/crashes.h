/* crashes.h - when a program has ended so often that starting it again helps nobody: five times in ten minutes. The
 * supervisor then leaves it alone, and core, who counts for itself, tells people. */
#ifndef BASE_CRASHES_H
#define BASE_CRASHES_H

#include "base/base.h"

enum { CRASHES_MOST = 5, CRASHES_WITHIN_MS = 10 * 60 * 1000 };

struct crashes {
    int64_t at[CRASHES_MOST]; /* the last ones */
    unsigned n;
};

/* One more, at `now` in ms. True when it was one too many. */
bool crashes_add(struct crashes *crashes, int64_t now);

#endif
