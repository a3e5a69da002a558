/* idle.c - see idle.h. */
#include "screen/idle.h"

int idle_left(int64_t touched, int64_t now, int64_t warn_ms)
{
    int64_t over = touched + warn_ms + IDLE_COUNT_MS;
    if (now < touched + warn_ms)
        return IDLE_NEVER;
    return now >= over ? 0 : (int)((over - now + 999) / 1000);
}

int64_t idle_next(int64_t touched, int64_t now, int64_t warn_ms)
{
    int64_t warn = touched + warn_ms;
    if (now < warn)
        return warn - now;
    int64_t rest = (warn + IDLE_COUNT_MS - now) % 1000;
    return rest > 0 ? rest : 1000;
}
