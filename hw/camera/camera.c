/* camera.c - any camera that sends frames: those of the system (V4L2), and folders of pictures.
 *
 *   take   width, height: the largest picture that is wanted; use: "portrait" is cut to that shape, "document" is whole
 *   tell   "aim": one frame to aim with; "shoot": the picture, now
 *
 * Not obvious: what is shown at the end is the picture itself, made small, not a frame beside it: who says "use this"
 * has seen it. A frame that cannot be read is no end, as cables crackle; ten of them are. */
#include "jpeg.h"
#include "kiosk_driver.h"
#include "rows.h"

#include <string.h>

enum {
    EDGE_MAX = 1600,
    PIXELS_MAX = EDGE_MAX * 1200,
    BAD_MAX = 10,
    SILENT_MS = 3000, /* a camera that is being started needs one */
    QUALITY_MOST = 90,
    QUALITY_STEP = 15,
    QUALITY_LEAST = 15,
};

enum timer_id { SILENT, SHOW, PRESS };

struct camera {
    uint32_t request; /* an open take; 0: none */
    struct shape shape;
    uint8_t shoots, aims;             /* what the next frame is for */
    size_t n_aim, n_still, n_picture; /* bytes that were written there, by torn frames and vain attempts too */
    uint8_t bad;                      /* frames that could not be read, one after another */
    int quality;                      /* of the next attempt to get the picture small enough */
    uint32_t width, height;
    struct scaler scaler;
    uint8_t still[PIXELS_MAX * 3]; /* what was taken */
    uint8_t aim[KD_AIM_MAX * KD_AIM_MAX * 3];
    uint8_t picture[KD_PICTURE_MAX];
};

/* The same form, no larger than a screen needs to aim by. */
static struct shape small(struct shape of)
{
    uint32_t longer = of.width > of.height ? of.width : of.height;
    if (longer > KD_AIM_MAX) {
        of.width = of.width * KD_AIM_MAX / longer;
        of.height = of.height * KD_AIM_MAX / longer;
    }
    return of;
}

/* Nothing of a person stays; pages that no picture has touched stay the system's. */
static void forget(struct camera *me)
{
    memset(me->aim, 0, me->n_aim);
    memset(me->still, 0, me->n_still);
    memset(me->picture, 0, me->n_picture);
    memset(me, 0, offsetof(struct camera, still));
}

static void finish(struct kd_dev *dev, enum kd_result result, const struct kd_attr *attr, size_t n)
{
    struct camera *me = dev->state;
    uint32_t request = me->request;
    dev->host->timer(dev, SILENT, 0);
    dev->host->timer(dev, SHOW, 0);
    dev->host->timer(dev, PRESS, 0);
    dev->host->done(dev, request, result, result == KD_OK ? KD_DONE : KD_NONE, attr, n);
    forget(me);
}

static void fail_with(struct kd_dev *dev, enum kd_result result, const char *reason)
{
    finish(dev, result, &(struct kd_attr){"reason", 0, {(const uint8_t *)reason, strlen(reason)}}, 1);
}

static void want_frame(struct kd_dev *dev)
{
    dev->host->capture(dev, 0);
    dev->host->timer(dev, SILENT, SILENT_MS);
}

/* *most: how far anything was written to `to`, whether the frame could be read or not. */
static int read_frame(struct camera *me, const struct kd_frame *frame, struct shape shape, uint8_t *to, size_t room,
                      size_t *most)
{
    int good = rows_read(frame, shape, &me->scaler, to, room);
    size_t n = (size_t)me->scaler.width * me->scaler.height * 3;
    if (n > room)
        n = room;
    if (n > *most)
        *most = n;
    return good;
}

static int show(struct kd_dev *dev, const struct kd_frame *frame)
{
    struct camera *me = dev->state;
    if (!read_frame(me, frame, small(me->shape), me->aim, sizeof me->aim, &me->n_aim))
        return 0;
    uint32_t width = me->scaler.width, height = me->scaler.height;
    dev->host->aim(dev, me->request, width, height, (struct kd_bytes){me->aim, (size_t)width * height * 3});
    return 1;
}

/* The picture is made. Showing it and pressing it into a JPEG take moments of their own: a callback is short. */
static int shoot(struct kd_dev *dev, const struct kd_frame *frame)
{
    struct camera *me = dev->state;
    if (!read_frame(me, frame, me->shape, me->still, sizeof me->still, &me->n_still))
        return 0;
    me->width = me->scaler.width;
    me->height = me->scaler.height;
    me->quality = QUALITY_MOST;
    dev->host->timer(dev, SHOW, 1);
    return 1;
}

static void show_taken(struct kd_dev *dev)
{
    const struct camera *me = dev->state;
    const struct kd_frame taken = {
        KD_RGB, me->width, me->height, me->width * 3, {me->still, (size_t)me->width * me->height * 3}};
    show(dev, &taken);
    dev->host->timer(dev, PRESS, 1);
}

static void on_frame(struct kd_dev *dev, unsigned port, const struct kd_frame *frame)
{
    struct camera *me = dev->state;
    (void)port;
    if (!me->request || !(me->shoots || me->aims) || me->quality)
        return;
    dev->host->timer(dev, SILENT, 0);
    if (me->shoots ? shoot(dev, frame) : show(dev, frame)) {
        me->bad = me->aims = 0;
        return;
    }
    if (++me->bad >= BAD_MAX)
        fail_with(dev, KD_BROKEN, "garbage");
    else
        want_frame(dev);
}

static void on_tell(struct kd_dev *dev, uint32_t request, const char *what)
{
    struct camera *me = dev->state;
    int aims = strcmp(what, "aim") == 0, shoots = strcmp(what, "shoot") == 0;
    if (request != me->request || me->quality || !(aims || shoots))
        return;
    me->shoots |= (uint8_t)shoots;
    me->aims |= (uint8_t)aims;
    want_frame(dev);
}

/* One attempt a time, since a callback is short: less and less good until it is small enough. */
static void press(struct kd_dev *dev)
{
    struct camera *me = dev->state;
    size_t n = jpeg_write(me->still, me->width, me->height, me->quality, me->picture, sizeof me->picture);
    me->quality -= QUALITY_STEP;
    if (n == 0 || n > me->n_picture)
        me->n_picture = n > 0 ? n : sizeof me->picture;
    if (n > 0) {
        const struct kd_attr attr[] = {
            {"picture", 0, {me->picture, n}}, {"width", me->width, {NULL, 0}}, {"height", me->height, {NULL, 0}}};
        finish(dev, KD_OK, attr, 3);
    } else if (me->quality >= QUALITY_LEAST) {
        dev->host->timer(dev, PRESS, 1);
    } else {
        fail_with(dev, KD_BROKEN, "large");
    }
}

static void on_timer(struct kd_dev *dev, unsigned id)
{
    if (id == SHOW)
        show_taken(dev);
    else if (id == PRESS)
        press(dev);
    else
        fail_with(dev, KD_TIMEOUT, "silent");
}

static int64_t number(const struct kd_request *request, const char *name)
{
    for (size_t i = 0; i < request->n_attr; i++)
        if (strcmp(request->attr[i].name, name) == 0 && !request->attr[i].bytes.at)
            return request->attr[i].number;
    return 0;
}

static int is_portrait(const struct kd_request *request)
{
    static const char portrait[] = "portrait";
    for (size_t i = 0; i < request->n_attr; i++)
        if (strcmp(request->attr[i].name, "use") == 0)
            return request->attr[i].bytes.n == strlen(portrait) &&
                   memcmp(request->attr[i].bytes.at, portrait, strlen(portrait)) == 0;
    return 0;
}

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct camera *me = dev->state;
    int64_t width = number(request, "width"), height = number(request, "height");
    me->request = request->id;
    if (width < 16 || height < 16 || width > EDGE_MAX || height > EDGE_MAX || width * height > PIXELS_MAX) {
        fail_with(dev, KD_BROKEN, "attr");
        return;
    }
    me->shape = (struct shape){(uint32_t)width, (uint32_t)height, is_portrait(request)};
}

static void on_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    const struct camera *me = dev->state;
    if (me->request == request)
        finish(dev, why, NULL, 0);
}

static void on_attach(struct kd_dev *dev, const struct kd_attr *profile, size_t n)
{
    (void)profile, (void)n;
    dev->host->status(dev, KD_ONLINE, KD_MEDIA_UNKNOWN, NULL);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "camera",
    .device_class = "camera",
    .verbs = (const char *const[]){"take", NULL},
    .ports = (const uint32_t[]){KD_FRAMES, 0},
    .state_size = sizeof(struct camera),
    .attach = on_attach,
    .request = on_request,
    .cancel = on_cancel,
    .timer = on_timer,
    .frame = on_frame,
    .tell = on_tell,
};
