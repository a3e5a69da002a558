/* crashes: the fifth end within ten minutes is one too many, and older ones are forgotten. */
#include "base/crashes.h"
#include "test.h"

static void test_quick(void)
{
    struct crashes crashes = {0};
    for (int64_t i = 0; i < 4; i++)
        check(!crashes_add(&crashes, 1000 * i));
    check(crashes_add(&crashes, 4000));
    check(crashes_add(&crashes, 5000));
}

static void test_slow(void)
{
    struct crashes crashes = {0};
    int64_t now = 0, pause = CRASHES_WITHIN_MS / 4 + 1;
    for (int i = 0; i < 20; i++, now += pause)
        check(!crashes_add(&crashes, now));
    check(crashes_add(&crashes, now - 5)); /* five within ten minutes */
}

int main(void)
{
    test_quick();
    test_slow();
    return test_end();
}
