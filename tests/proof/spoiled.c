/* spoiled.c - a good little driver, and every way to spoil it: each name in CMakeLists.txt is a file of its own, built
 * with one of them. `anjungan drivertest` has to find each, and say what it is.
 *
 * The device takes "?" and a text, and answers "K" when it has shown it, "N" when it cannot. */
#include "kiosk_driver.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ANSWER_MS = 2000 };

struct bad {
    uint32_t request;
    uint16_t asked; /* all of it has left */
    uint16_t waits; /* and was not answered */
    char text[24];  /* the last byte of the state, whose size is a multiple of 16: the next byte is fenced */
};

#ifdef EXPORT
KD_EXPORT int helper;
#endif

#ifdef STATIC
static uint32_t shown;
#endif

static void end(struct kd_dev *dev, enum kd_result result, enum kd_effect effect)
{
    struct bad *me = dev->state;
    uint32_t request = me->request;
    if (!request)
        return;
    me->request = 0;
#ifdef STORM
    if (result != KD_OK)
#endif
        dev->host->timer(dev, 0, 0);
#ifdef LIE
    effect = effect == KD_DONE ? KD_NONE : effect;
#endif
#if defined(VERBOSE)
    static const uint8_t text[4096] = "more than anybody wants";
    dev->host->done(dev, request, result, effect, &(struct kd_attr){"text", 0, {text, sizeof text}}, 1);
#elif defined(GARBLE)
    dev->host->done(dev, request, result, effect, &(struct kd_attr){"text", 0, {(const uint8_t *)"\xff", 1}}, 1);
#else
    dev->host->done(dev, request, result, effect, NULL, 0);
#endif
#ifdef TWICE
    dev->host->done(dev, request, result, effect, NULL, 0);
#endif
}

static void misbehave(struct kd_dev *dev, uint32_t request)
{
    (void)dev, (void)request;
#ifdef SLEEP
    sleep(1);
#elif defined(FORK)
    fork();
#elif defined(SPIN)
    for (volatile int i = 1; i;)
        ;
#elif defined(CRASH)
    volatile int *volatile nowhere = NULL;
    *nowhere = 1;
#elif defined(OVER)
    for (volatile char *at = ((struct bad *)dev->state)->text;
         at < ((struct bad *)dev->state)->text + sizeof((struct bad *)dev->state)->text + 1; at++)
        *at = 'x';
#elif defined(UNDER)
    ((volatile char *)dev->state)[-1] = 'x';
#elif defined(STATIC)
    shown++;
#elif defined(LEAK)
    *(volatile char *)malloc(100) = 1;
#elif defined(FLOOD)
    static const uint8_t flood[KD_SEND_MAX + 1];
    dev->host->send(dev, 0, (struct kd_bytes){flood, sizeof flood});
#elif defined(PORT)
    dev->host->send(dev, 1, (struct kd_bytes){(const uint8_t *)"?", 1});
#elif defined(SLOT)
    dev->host->send(dev, KD_CARD, (struct kd_bytes){(const uint8_t *)"?", 1});
#elif defined(TIMER)
    dev->host->timer(dev, KD_TIMERS, 1);
#elif defined(STRANGER)
    dev->host->done(dev, request + 1, KD_BROKEN, KD_NONE, NULL, 0);
#elif defined(MEDIA)
    dev->host->status(dev, KD_ONLINE, KD_MEDIA_PRESENT, NULL);
#endif
}

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct bad *me = dev->state;
    const struct kd_bytes *raster = &request->attr[0].bytes;
    size_t n = raster->n < sizeof me->text ? raster->n : sizeof me->text;
    me->request = request->id;
    me->asked = 0;
    if (request->n_attr == 0 || !raster->at) {
        end(dev, KD_BROKEN, KD_NONE);
        return;
    }
#ifdef REPORTS /* one command at a time */
    if (me->waits) {
        end(dev, KD_RETRY, KD_NONE);
        return;
    }
#endif
    me->waits = 1;
    memcpy(me->text, raster->at, n);
    misbehave(dev, request->id);
    dev->host->begin(dev, request->id);
    uint8_t command[1 + sizeof me->text] = "?";
    memcpy(command + 1, me->text, n);
    dev->host->send(dev, 0, (struct kd_bytes){command, 1 + n});
#ifdef HASTY
    dev->host->send(dev, 0, (struct kd_bytes){command, 1 + n});
#endif
#ifndef NEVER
    dev->host->timer(dev, 0, ANSWER_MS);
#endif
#ifdef AFTER
    end(dev, KD_BROKEN, KD_UNKNOWN);
    me->text[0] = (char)*(const volatile uint8_t *)raster->at;
#endif
}

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    struct bad *me = dev->state;
    (void)port;
    me->waits = 0;
#if defined(PACKETS) || defined(REPORTS) /* "what comes, comes at once" */
    if (me->asked && bytes.n == 2 && bytes.at[1] == 'K')
        end(dev, KD_OK, KD_DONE);
#else
    for (size_t i = 0; i < bytes.n && me->asked; i++)
        if (bytes.at[i] == 'K')
            end(dev, KD_OK, KD_DONE);
        else if (bytes.at[i] == 'N')
            end(dev, KD_JAM, KD_UNKNOWN);
#endif
}

static void on_sent(struct kd_dev *dev, unsigned port)
{
    struct bad *me = dev->state;
    (void)port;
    me->asked = 1;
#ifdef FAITH
    end(dev, KD_OK, KD_DONE);
#endif
}

static void on_timer(struct kd_dev *dev, unsigned id)
{
    (void)id;
#ifdef STORM
    dev->host->timer(dev, 0, 1);
#elif defined(HOPE)
    end(dev, KD_OK, KD_DONE);
#else
    end(dev, KD_TIMEOUT, KD_UNKNOWN);
#endif
}

static void on_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    const struct bad *me = dev->state;
#ifndef NEVER
    if (me->request == request)
        end(dev, why, KD_UNKNOWN);
#endif
    (void)me, (void)request, (void)why;
}

#ifdef GHOST
static void on_detach(struct kd_dev *dev)
{
    dev->host->timer(dev, 0, 1);
}
#endif

#ifdef DEAF /* nobody ever tells it anything */
static void on_tell(struct kd_dev *dev, uint32_t request, const char *what)
{
    (void)dev, (void)request, (void)what;
}
#endif

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = NAME,
#ifdef TOASTER
    .device_class = "toaster",
#else
    .device_class = "printer",
#endif
#ifdef VERBS
    .verbs = (const char *const[]){"print", "eject", NULL},
#else
    .verbs = (const char *const[]){"print", NULL},
#endif
#if defined(REPORTS) || defined(HASTY) || defined(SLOT) /* what comes there, does come at once */
    .ports = (const uint32_t[]){KD_APDU, KD_APDU, 0},
#else
    .ports = (const uint32_t[]){KD_TCP, 0},
#endif
    .state_size = sizeof(struct bad),
    .request = on_request,
    .cancel = on_cancel,
    .input = on_input,
    .sent = on_sent,
    .timer = on_timer,
#ifdef GHOST
    .detach = on_detach,
#endif
#ifdef DEAF
    .tell = on_tell,
#endif
};
