/* retry: what is hopeless; pauses are full jitter below a bound that doubles up to the longest; a wish is honoured. */
#include "desk/retry.h"
#include "test.h"

#include <sodium.h>

enum { DRAWS = 400, SOONEST = 100 };

static int64_t most_of(int tries)
{
    int64_t most = (int64_t)RETRY_FIRST << (tries < 12 ? tries : 12);
    return most < OUTBOX_REST_MAX ? most : OUTBOX_REST_MAX;
}

/* Every fourth of the way to the bound is drawn about equally often, so the pause is full jitter and grows with it. */
static void check_pauses(int tries)
{
    int quarters[5] = {0};
    int64_t most = most_of(tries);
    for (int i = 0; i < DRAWS; i++) {
        int64_t pause = retry_pause(tries, 0);
        check(pause >= SOONEST && pause <= most + SOONEST && pause <= OUTBOX_REST_MAX);
        quarters[4 * (pause - SOONEST) / most]++;
    }
    for (int q = 0; q < 4; q++)
        check(quarters[q] > DRAWS / 8 && quarters[q] < DRAWS / 2);
}

static void check_wish(int tries, int64_t asked)
{
    for (int i = 0; i < 20; i++) {
        int64_t pause = retry_pause(tries, asked);
        check(pause >= (asked < OUTBOX_REST_MAX ? asked : OUTBOX_REST_MAX) && pause <= OUTBOX_REST_MAX);
    }
}

int main(void)
{
    static const int dead[] = {400, 403, 404, 410, 411, 413, 422, 499};
    static const int later[] = {0, 200, 204, 302, 401, 408, 409, 425, 429, 500, 502, 503, 599};
    must(sodium_init() >= 0);
    for (size_t i = 0; i < COUNT(dead); i++)
        check(retry_is_hopeless(dead[i]));
    for (size_t i = 0; i < COUNT(later); i++)
        check(!retry_is_hopeless(later[i]));
    for (int tries = 0; tries < 16; tries++)
        check_pauses(tries);
    check_pauses(1000);
    check_wish(0, 1000);
    check_wish(3, 120000);
    check_wish(0, INT64_C(1) << 40);
    check(retry_pause(0, INT64_MIN) > 0 && retry_pause(0, INT64_MAX) == OUTBOX_REST_MAX);
    return test_end();
}
