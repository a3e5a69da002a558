/* naughty.so - a driver that breaks every promise, one by one: its verbs name them. Only tests load it. */
#include "kiosk_driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct naughty {
    char verb[17];
};

static void end(struct kd_dev *dev, uint32_t id, enum kd_result result, enum kd_effect effect)
{
    dev->host->done(dev, id, result, effect, NULL, 0);
}

/* More values than there may be, of which each would be right. */
static void say_much(struct kd_dev *dev, uint32_t id)
{
    static char names[64][3];
    struct kd_attr attr[64];
    for (int i = 0; i < 64; i++) {
        names[i][0] = (char)('a' + i / 26);
        names[i][1] = (char)('a' + i % 26);
        attr[i] = (struct kd_attr){names[i], i, {NULL, 0}};
    }
    dev->host->done(dev, id, KD_OK, KD_DONE, attr, 64);
}

/* A text longer than there may be. */
static void say_long(struct kd_dev *dev, uint32_t id)
{
    static char text[1 << 20];
    memset(text, 'x', sizeof text);
    dev->host->done(dev, id, KD_OK, KD_DONE, &(struct kd_attr){"name", 0, {(const uint8_t *)text, sizeof text}}, 1);
}

/* A picture larger than there may be, one of no bytes, one that is a number. */
static void show(struct kd_dev *dev, uint32_t id, size_t n, const void *at)
{
    dev->host->done(dev, id, KD_OK, KD_DONE, &(struct kd_attr){"picture", 7, {at, n}}, 1);
}

static int can_open_a_file(void)
{
    FILE *f = fopen("/etc/passwd", "r");
    if (f)
        fclose(f);
    return f != NULL;
}

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct naughty *me = dev->state;
    static uint8_t flood[KD_SEND_MAX + 1], picture[KD_PICTURE_MAX + 1];
    snprintf(me->verb, sizeof me->verb, "%s", request->verb);
    if (strcmp(me->verb, "fine") == 0)
        end(dev, request->id, KD_OK, KD_DONE);
    else if (strcmp(me->verb, "hang") == 0)
        sleep(60);
    else if (strcmp(me->verb, "spin") == 0)
        for (volatile int i = 1; i;)
            ;
    else if (strcmp(me->verb, "crash") == 0)
        abort();
    else if (strcmp(me->verb, "flood") == 0)
        dev->host->send(dev, 0, (struct kd_bytes){flood, sizeof flood});
    else if (strcmp(me->verb, "lie") == 0)
        end(dev, request->id, KD_OK, KD_NONE);
    else if (strcmp(me->verb, "nonsense") == 0)
        end(dev, request->id, (enum kd_result)77, KD_NONE);
    else if (strcmp(me->verb, "stranger") == 0)
        end(dev, request->id + 1, KD_OK, KD_DONE);
    else if (strcmp(me->verb, "garble") == 0)
        dev->host->done(dev, request->id, KD_OK, KD_DONE,
                        &(struct kd_attr){"name", 0, {(const uint8_t *)"\xff\xfe", 2}}, 1);
    else if (strcmp(me->verb, "much") == 0)
        say_much(dev, request->id);
    else if (strcmp(me->verb, "long") == 0)
        say_long(dev, request->id);
    else if (strcmp(me->verb, "large") == 0)
        show(dev, request->id, KD_PICTURE_MAX + 1, picture);
    else if (strcmp(me->verb, "empty") == 0)
        show(dev, request->id, 0, picture);
    else if (strcmp(me->verb, "number") == 0)
        show(dev, request->id, 0, NULL);
    else if (strcmp(me->verb, "picture") == 0)
        show(dev, request->id, KD_PICTURE_MAX, picture);
    else if (strcmp(me->verb, "files") == 0)
        end(dev, request->id, can_open_a_file() ? KD_BROKEN : KD_OK, can_open_a_file() ? KD_NONE : KD_DONE);
    else if (strcmp(me->verb, "twice") == 0) {
        end(dev, request->id, KD_OK, KD_DONE);
        end(dev, request->id, KD_OK, KD_DONE);
    } else if (strcmp(me->verb, "half") == 0) {
        dev->host->begin(dev, request->id);
        dev->host->send(dev, 0, (struct kd_bytes){(const uint8_t *)"half", 4});
    } else if (strcmp(me->verb, "late") == 0) {
        dev->host->status(dev, KD_ONLINE, KD_MEDIA_PRESENT, NULL); /* no printer has that */
        dev->host->timer(dev, 3, 1);
    } /* "never": no end at all */
}

static void on_timer(struct kd_dev *dev, unsigned id)
{
    (void)id;
    dev->host->timer(dev, KD_TIMERS, 1);
}

/* Whom should it call, when nothing is attached any more? */
static void on_detach(struct kd_dev *dev)
{
    const struct naughty *me = dev->state;
    if (strcmp(me->verb, "ghost") == 0)
        dev->host->timer(dev, 3, 1);
}

/* Asked to end, it does not. */
static void on_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    (void)dev, (void)request, (void)why;
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "naughty",
    .device_class = "printer",
    .verbs = (const char *const[]){"fine",   "hang", "spin", "crash", "flood", "lie",    "nonsense", "stranger",
                                   "garble", "much", "long", "large", "empty", "number", "picture",  "files",
                                   "twice",  "half", "late", "never", "ghost", NULL},
    .ports = (const uint32_t[]){KD_TCP, 0},
    .state_size = sizeof(struct naughty),
    .detach = on_detach,
    .request = on_request,
    .cancel = on_cancel,
    .timer = on_timer,
};
