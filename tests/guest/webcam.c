/* webcam: a camera on the cable (cable.h), as the kernel's uvcvideo knows them: one format, MJPEG of 640 x 480, over a
 * bulk endpoint. The real driver takes its picture, and the cable is pulled while frames come. */
#define _GNU_SOURCE
#include "aimed.h"

#include "cable.h"

#include "jpeg.h"

enum {
    WIDE = 640,
    HIGH = 480,
    FRAME_MAX = WIDE * HIGH * 2,
    INTERVAL = 333333, /* of 100 ns */
    CONTROL_BYTES = 13 + 18 + 9,
    STREAM_BYTES = 14 + 11 + 30,
    ALL_BYTES = 9 + 8 + 9 + CONTROL_BYTES + 9 + STREAM_BYTES + 7,
    FRAME_ID = 1,
    FRAME_ENDS = 2,
};

#define U16(n) (n) & 255, (n) >> 8 & 255
#define U32(n) U16(n), (n) >> 16 & 255, (n) >> 24 & 255

/* clang-format off */
static const uint8_t descriptors[] = {
    18, 1, U16(0x0200), 0xef, 2, 1, 64, U16(0x0c45), U16(0x6366), U16(0x0100), 0, 0, 0, 1, /* the device */
    9, 2, U16(ALL_BYTES), 2, 1, 0, 0x80, 50,                             /* its configuration */
    8, 11, 0, 2, 14, 3, 0, 0,                                            /* of two interfaces that are one */
    9, 4, 0, 0, 0, 14, 1, 0, 0,                                          /* to control it */
    13, 0x24, 1, U16(0x0100), U16(CONTROL_BYTES), U32(48000000), 1, 1,   /* version 1.0 */
    18, 0x24, 2, 1, U16(0x0201), 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0,     /* a lens */
    9, 0x24, 3, 2, U16(0x0101), 0, 1, 0,                                 /* whose picture goes out */
    9, 4, 1, 0, 1, 14, 2, 0, 0,                                          /* the pictures */
    14, 0x24, 1, 1, U16(STREAM_BYTES), 0x81, 0, 2, 0, 0, 0, 1, 0,        /* of one format */
    11, 0x24, 6, 1, 1, 1, 1, 0, 0, 0, 0,                                 /* MJPEG */
    30, 0x24, 7, 1, 0, U16(WIDE), U16(HIGH), U32(1000000), U32(99000000), U32(FRAME_MAX), U32(INTERVAL), 1, U32(INTERVAL),
    7, 5, 0x81, 2, U16(512), 0,                                          /* the endpoint that gives them */
};
/* clang-format on */

static uint8_t picture[FRAME_MAX]; /* a JPEG */
static size_t n_picture, sent;
static uint8_t frame_id;

/* The only way it can stream, whatever is wished, probed or committed. */
static size_t get(const struct usb_ctrlrequest *request, uint8_t *to)
{
    static const uint8_t way[26] = {0, 0, 1, 1, U32(INTERVAL),  0,         0, 0, 0, 0, 0,
                                    0, 0, 0, 0, U32(FRAME_MAX), U32(16384)};
    (void)request;
    memcpy(to, way, sizeof way);
    return sizeof way;
}

/* A piece of a frame, shorter than what is read, so that a piece is a payload: two bytes in front say where it belongs.
 */
static size_t in(uint8_t *to, size_t room)
{
    size_t left = n_picture - sent, n = left < room - 3 ? left : room - 3;
    if (sent == 0)
        usleep(INTERVAL / 10);
    to[0] = 2;
    to[1] = (uint8_t)(frame_id | (n == left ? FRAME_ENDS : 0));
    memcpy(to + 2, picture + sent, n);
    sent += n;
    if (sent == n_picture) {
        sent = 0;
        frame_id ^= FRAME_ID;
    }
    return n + 2;
}

static const struct cable_device webcam = {descriptors, sizeof descriptors, get, in};

/* Red on the left, blue on the right. */
static void make_picture(void)
{
    static uint8_t rgb[WIDE * HIGH * 3];
    for (size_t i = 0; i < WIDE * HIGH; i++)
        rgb[3 * i + (i % WIDE < WIDE / 2 ? 0 : 2)] = 200;
    n_picture = jpeg_write(rgb, WIDE, HIGH, 90, picture, sizeof picture);
    check(n_picture > 0);
}

static void expect_picture_taken(const char *what)
{
    core_expect_status(&core, "online", "unknown");
    shoot("document", 1600, 1200, WIDE, HIGH);
    expect_colour(25, 50, 0xc80000);
    expect_colour(75, 50, 0x0000c8);
    note(what);
}

int main(void)
{
    must(sizeof descriptors == 18 + ALL_BYTES);
    signal(SIGPIPE, SIG_IGN);
    make_picture();
    aimed_open();
    core_expect_status(&core, "noDevice", "unknown");
    cable_plug(&webcam);
    expect_picture_taken("plugged in, and a picture taken");
    int64_t id = aim("portrait", 720, 960);
    cable_pull();
    core_expect(&core, id, "gone", "none");
    core_expect_status(&core, "noDevice", "unknown");
    cable_plug(&webcam);
    expect_picture_taken("pulled while somebody aims, and plugged in again");
    cable_pull();
    core_expect_status(&core, "noDevice", "unknown");
    return aimed_close();
}
