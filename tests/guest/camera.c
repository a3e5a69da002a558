/* camera: a camera that the kernel itself makes (vivid), whose picture everybody knows: bars of colour. The real driver
 * takes it, and the camera is unbound from the kernel at every moment.
 *
 * A picture every few hundred milliseconds is all that an emulated processor gives; when it gives none for three
 * seconds the driver says "silent", which is no fault here: the picture is asked for again. */
#define _GNU_SOURCE
#include "aimed.h"

#define KERNEL_DRIVER "/sys/bus/platform/drivers/vivid/"

static void unplug(void)
{
    kernel_put(KERNEL_DRIVER "unbind", "vivid.0");
}

static void plug(void)
{
    kernel_put(KERNEL_DRIVER "bind", "vivid.0");
}

/* The eight bars at 75 percent, from left to right; the kernel writes letters on their upper half. */
static void expect_bars(void)
{
    static const unsigned bars[] = {0xbfbfbf, 0xbfbf00, 0x00bfbf, 0x00bf00, 0xbf00bf, 0xbf0000, 0x0000bf, 0x000000};
    for (int i = 0; i < (int)COUNT(bars); i++)
        expect_colour(100 * (2 * i + 1) / 16, 90, bars[i]);
}

/* --- what happens to a camera ------------------------------------------------------------------------------------- */

static void test_pictures(void)
{
    shoot("document", 1600, 1200, 1280, 720);
    check(core.width == 640 && core.height == 360);
    expect_bars();
    note("a document, whole");
    shoot("portrait", 720, 960, 540, 720);
    check(core.width == 480 && core.height == 640);
    expect_colour(30, 90, 0x00bf00); /* green and magenta are the bars on both sides of the middle */
    expect_colour(70, 90, 0xbf00bf);
    note("a portrait, cut out of the middle");
}

/* The kernel's device is gone for good and another takes its place: the name is the same. */
static void test_unplugged_while(const char *what)
{
    core_expect_status(&core, "noDevice", "unknown");
    plug();
    core_expect_status(&core, "online", "unknown");
    shoot("portrait", 720, 960, 540, 720);
    note(what);
}

static void test_unplugged(void)
{
    unplug();
    test_unplugged_while("unplugged while nobody asks");
    int64_t id = take("portrait", 720, 960);
    unplug();
    core_expect(&core, id, "gone", "none");
    test_unplugged_while("unplugged before the first frame");
    id = aim("portrait", 720, 960);
    unplug();
    core_expect(&core, id, "gone", "none");
    test_unplugged_while("unplugged while somebody aims");
    id = aim("portrait", 720, 960);
    tell("aim");
    unplug();
    while (core.done_id != id && core_hear(&core))
        ;
    check_text(core.result, "gone");
    test_unplugged_while("unplugged while a frame is waited for");
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    aimed_open();
    core_expect_status(&core, "online", "unknown");
    test_pictures();
    test_unplugged();
    return aimed_close();
}
