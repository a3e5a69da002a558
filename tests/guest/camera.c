/* camera: a camera that the kernel itself makes (vivid), whose picture everybody knows: bars of colour. The real driver
 * takes it, and the camera is unbound from the kernel at every moment.
 *
 * A picture every few hundred milliseconds is all that an emulated processor gives; when it gives none for three
 * seconds the driver says "silent", which is no fault here: the picture is asked for again. */
#define _GNU_SOURCE
#include "../device/taken.h"
#include "guest.h"

#include <linux/videodev2.h>
#include <sys/ioctl.h>

#define NODE "/dev/video0"
#define KERNEL_DRIVER "/sys/bus/platform/drivers/vivid/"

enum { TRIES = 20 };

static void unplug(void)
{
    kernel_put(KERNEL_DRIVER "unbind", "vivid.0");
}

static void plug(void)
{
    kernel_put(KERNEL_DRIVER "bind", "vivid.0");
}

/* --- pictures ----------------------------------------------------------------------------------------------------- */

static bool is_silent(void)
{
    return strcmp(core.result, "timeout") == 0 && core.attr && strcmp(json_text(core.attr, "reason"), "silent") == 0;
}

/* Until the open take has shown something; false when it has ended. */
static bool wait_for_frame(void)
{
    int frames = core.frames, dones = core.dones;
    while (core.frames == frames && core.dones == dones)
        if (!core_hear(&core))
            return false;
    return core.dones == dones;
}

/* An open take that has shown one frame; its number. */
static int64_t aim(const char *use, int width, int height)
{
    for (int i = 0; i < TRIES; i++) {
        int64_t id = take(use, width, height);
        tell("aim");
        if (wait_for_frame())
            return id;
        check(core.done_id == id && is_silent());
    }
    die("no frame in %d tries", TRIES);
}

static void shoot(const char *use, int width, int height, int wanted_width, int wanted_height)
{
    for (int i = 0; i < TRIES; i++) {
        int64_t id = aim(use, width, height);
        tell("shoot");
        if (wait_for_frame()) { /* what was taken is shown */
            expect_picture(id, wanted_width, wanted_height);
            return;
        }
        check(core.done_id == id && is_silent());
    }
    die("no picture in %d tries", TRIES);
}

static void expect_colour(int x, int y, unsigned wanted)
{
    unsigned got = colour_at(x, y);
    int far = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int by = abs((int)(got >> shift & 255) - (int)(wanted >> shift & 255));
        far = by > far ? by : far;
    }
    if (far > 8)
        fprintf(stderr, "at %d%%, %d%% it is %06x, wanted %06x\n", x, y, got, wanted);
    check(far <= 8);
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
    rig_start(&rig, BUILD "/lib/drivers",
              "{ name = \"camera\"; class = \"camera\"; driver = \"camera\"; port = \"v4l2:" NODE "\"; }");
    core_open(&core, &rig, "camera");
    core_expect_status(&core, "online", "unknown");
    test_pictures();
    test_unplugged();
    check(rig_end(core.pid) == 0);
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}
