/* crashes.c - see crashes.h. */
#include "base/crashes.h"

bool crashes_add(struct crashes *crashes, int64_t now)
{
    crashes->at[crashes->n++ % CRASHES_MOST] = now;
    int64_t first = crashes->at[crashes->n % CRASHES_MOST];
    return crashes->n >= CRASHES_MOST && now - first <= CRASHES_WITHIN_MS;
}
