/* A finger that never leaves, as water or a bag on the glass: others go on, and its place is free again after a while.
 * Taking it away presses nothing. It waits for ten seconds and does next to nothing meanwhile. */
#include "stand.h"
#include "test.h"

#include "base/clock.h"

int main(void)
{
    stand_open();
    stand_visit("V1");
    stand_text(3);
    int64_t began = clock_ms();
    stand_finger(XI_TouchBegin, 1, "key:A");
    while (clock_ms() < began + 1500)
        probe_look(&stand.probe, 100); /* it lies there longer than thumbs that roll */
    stand_tap("key:B");
    stand_tap("key:C");
    check(stand_sees("next", false));
    while (clock_ms() < began + STAND_MS && !probe_enabled(&stand.probe, "next")) {
        stand_tap("key:A");
        probe_look(&stand.probe, 100);
    }
    check(probe_enabled(&stand.probe, "next"));
    printf("stuck: its key is heard again after %lld ms\n", (long long)(clock_ms() - began));
    stand_finger(XI_TouchEnd, 1, "key:A");
    stand_tap("key:D");
    const char *text = stand_answer();
    size_t n = strspn(text + 2, "A"); /* the key may have been heard more than once */
    check(strncmp(text, "BC", 2) == 0 && n > 0);
    check_text(text + 2 + n, "D");
    check(stand_is_well());
    stand_close();
    return test_end();
}
