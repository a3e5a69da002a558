/* storm: a plug that is pulled and put back twenty times, at any moment of what the kernel and the driver do about it.
 * Whatever becomes of the pages meanwhile, afterwards one comes out whole. */
#define _GNU_SOURCE
#include "plugged.h"

enum { TIMES = 20, TRIES = RIG_PATIENCE / 100 };

static void storm(void)
{
    for (int i = 0; i < TIMES; i++) {
        gadget_unplug();
        usleep(1000u * (unsigned)(i * 7 % 60));
        gadget_plug();
        usleep(1000u * (unsigned)(i * 13 % 200));
    }
}

/* The first ones may still meet a device that has just come: they end, and that is all. */
static void expect_page_at_last(void)
{
    check(core_await(&core, ask_for_print(&core, 15000)));
    for (int i = 0; i < TRIES && strcmp(core.result, "ok") != 0; i++) {
        usleep(100000);
        check(core_await(&core, ask_for_print(&core, 15000)));
    }
    check_text(core.result, "ok");
}

int main(void)
{
    plugged_open();
    gadget_plug();
    expect_again("plugged in, and a page printed");
    storm();
    expect_page_at_last();
    note("20 times unplugged and plugged in");
    return plugged_close();
}
