/* The cable of the display comes loose in the middle of a word, and is put back. */
#include "stand.h"
#include "test.h"

#include <stdlib.h>

enum { TIMES = 3 };

static void ask(const char *command)
{
    check(system(command) == 0);
}

int main(void)
{
    stand_open();
    stand_visit("V1");
    stand_text(1);
    stand_tap("key:A");
    check(stand_sees("next", true));
    struct area place = stand_window();
    uint64_t before = glass_pixels(&stand.glass, place);
    int same = 0;
    for (int i = 0; i < TIMES; i++) {
        ask("xrandr --output DUMMY0 --off");
        check(stand_is_well());
        ask("xrandr --output DUMMY0 --mode 1080x1920 --pos 0x0 --primary --output DUMMY1 --pos 1080x0");
        same += stand_looks(place, before);
    }
    check(same == TIMES);
    printf("unplugged %d times, %d times the same picture came back\n", TIMES, same);
    stand_tap("key:B");
    check_text(stand_answer(), "AB");
    struct area after = stand_window();
    check(memcmp(&place, &after, sizeof place) == 0);
    check(stand_is_well());
    stand_close();
    return test_end();
}
