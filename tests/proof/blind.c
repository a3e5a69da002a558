/* blind.c - a good little driver for cameras of 32 by 24 dots, and every way to spoil it, as spoiled.c has it for
 * bytes: each name in CMakeLists.txt is a file of its own. */
#include "camera/jpeg.h"
#include "kiosk_driver.h"

#include <string.h>

enum { WIDTH = 32, HEIGHT = 24, SIZE = WIDTH * HEIGHT * 3, SILENT_MS = 2000, QUALITY = 90 };

struct camera {
    uint32_t request;
    int shoots;
    uint8_t still[SIZE], picture[16384];
};

static void end(struct kd_dev *dev, enum kd_result result, const struct kd_attr *attr, size_t n)
{
    struct camera *me = dev->state;
    uint32_t request = me->request;
    dev->host->timer(dev, 0, 0);
    dev->host->done(dev, request, result, result == KD_OK ? KD_DONE : KD_NONE, attr, n);
#ifdef HOARD
    me->request = 0;
    me->shoots = 0;
#else
    memset(me, 0, sizeof *me);
#endif
#ifdef PEEK
    dev->host->capture(dev, 0);
#endif
}

static void want_frame(struct kd_dev *dev)
{
    dev->host->capture(dev, 0);
    dev->host->timer(dev, 0, SILENT_MS);
}

static void finish(struct kd_dev *dev)
{
    struct camera *me = dev->state;
    size_t n = jpeg_write(me->still, WIDTH, HEIGHT, QUALITY, me->picture, sizeof me->picture);
    struct kd_attr attr[] = {
        {"width", WIDTH, {NULL, 0}}, {"height", HEIGHT, {NULL, 0}}, {"picture", 0, {me->picture, n}}};
    size_t n_attr = 3;
#if defined(HOLLOW)
    n_attr = 2;
#elif defined(SCRAP)
    attr[2].bytes.n /= 2;
#elif defined(BOAST)
    attr[0].number = 64;
#endif
    end(dev, KD_OK, attr, n_attr);
}

static void show(struct kd_dev *dev)
{
    const struct camera *me = dev->state;
#ifdef SQUINT
    dev->host->aim(dev, me->request, WIDTH, HEIGHT, (struct kd_bytes){me->still, SIZE - 3});
#else
    dev->host->aim(dev, me->request, WIDTH, HEIGHT, (struct kd_bytes){me->still, SIZE});
#endif
}

static void on_frame(struct kd_dev *dev, unsigned port, const struct kd_frame *frame)
{
    struct camera *me = dev->state;
    (void)port;
    if (!me->request)
        return;
#ifndef TRUSTING
    if (frame->format != KD_RGB || frame->width != WIDTH || frame->height != HEIGHT || frame->stride != 3 * WIDTH ||
        frame->bytes.n != SIZE) {
        want_frame(dev);
        return;
    }
#endif
    dev->host->timer(dev, 0, 0);
    memcpy(me->still, frame->bytes.at, SIZE);
#ifdef STALE
    if (!me->shoots)
#endif
        show(dev);
    if (me->shoots)
        finish(dev);
}

static void on_tell(struct kd_dev *dev, uint32_t request, const char *what)
{
    struct camera *me = dev->state;
    if (request != me->request)
        return;
    if (strcmp(what, "shoot") == 0)
        me->shoots = 1;
    else if (strcmp(what, "aim") != 0)
        return;
#ifdef UNSEEN
    if (me->shoots) {
        finish(dev);
        return;
    }
#endif
    want_frame(dev);
}

static void on_timer(struct kd_dev *dev, unsigned id)
{
    (void)id;
    end(dev, KD_TIMEOUT, NULL, 0);
}

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct camera *me = dev->state;
    me->request = request->id;
}

static void on_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    const struct camera *me = dev->state;
    if (me->request == request)
        end(dev, why, NULL, 0);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = NAME,
    .device_class = "camera",
    .verbs = (const char *const[]){"take", NULL},
    .ports = (const uint32_t[]){KD_FRAMES, 0},
    .state_size = sizeof(struct camera),
    .request = on_request,
    .cancel = on_cancel,
    .timer = on_timer,
    .frame = on_frame,
    .tell = on_tell,
};
