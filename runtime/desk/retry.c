/* retry.c - see retry.h. */
#include "desk/retry.h"

#include <sodium.h>

enum { SOONEST = 100, DOUBLINGS = 12 };

/* 401 may be our clock, 409 another try of the same letter; the others say "later" by name. */
bool retry_is_hopeless(int64_t status)
{
    static const int later[] = {401, 408, 409, 425, 429};
    for (size_t i = 0; i < COUNT(later); i++)
        if (status == later[i])
            return false;
    return status >= 400 && status < 500;
}

static int64_t at_most(int64_t ms, int64_t most)
{
    return ms < 0 ? 0 : ms < most ? ms : most;
}

int64_t retry_pause(int tries, int64_t asked)
{
    int64_t most = at_most((int64_t)RETRY_FIRST << at_most(tries, DOUBLINGS), OUTBOX_REST_MAX);
    int64_t pause = SOONEST + randombytes_uniform((uint32_t)most);
    return at_most(at_most(asked, OUTBOX_REST_MAX) + pause, OUTBOX_REST_MAX);
}
