/* aimed.h - what the parts about cameras share: the real driver has the first camera of the kernel, and what it shows
 * is looked at. */
#ifndef GUEST_AIMED_H
#define GUEST_AIMED_H

#include "../device/taken.h"

#include "guest.h"

static inline void aimed_open(void)
{
    rig_start(&rig, BUILD "/lib/drivers",
              "{ name = \"camera\"; class = \"camera\"; driver = \"camera\"; port = \"v4l2:/dev/video0\"; }");
    core_open(&core, &rig, "camera");
}

static inline int aimed_close(void)
{
    check(rig_end(core.pid) == 0);
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}

/* The open take shows another frame. */
static inline void expect_frame(void)
{
    int frames = core.frames, dones = core.dones;
    while (core.frames == frames && core.dones == dones && core_hear(&core))
        ;
    check(core.frames == frames + 1 && core.dones == dones);
}

/* An open take that has shown one frame; its number. */
static inline int64_t aim(const char *use, int width, int height)
{
    int64_t id = take(use, width, height);
    tell("aim");
    expect_frame();
    return id;
}

static inline void shoot(const char *use, int width, int height, int wanted_width, int wanted_height)
{
    int64_t id = aim(use, width, height);
    tell("shoot");
    expect_frame(); /* what was taken is shown */
    expect_picture(id, wanted_width, wanted_height);
}

static inline void expect_colour(int x, int y, unsigned wanted)
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

#endif
