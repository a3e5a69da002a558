/* template.c - a small driver to copy: a scanner that says each code as a line of plain letters, ended by CR, LF or
 * both.
 *
 * All a driver has is here: a state, a request that is open or not, bytes that come cut anywhere, a timer, an end for
 * every request. What is not: sending (host->send), what moves paper (host->begin), and proof that it moved;
 * hw/escpos shows them. Not obvious: the device speaks whenever it likes, so what began before somebody asked is
 * nobody's. */
#include "kiosk_driver.h"

enum { CODE_MAX = 2000 };

enum timer_id { QUIET };

enum { QUIET_MS = 500 }; /* longer is no pause inside a code */

/* Zeroed at attach, gone at detach. A driver keeps nothing anywhere else. */
struct scanner {
    uint32_t request; /* an open scan; 0: none */
    uint32_t n_heard; /* bytes of the line under way; more than fit are counted and not kept */
    uint8_t foreign;  /* it began when nobody had asked, or is no text */
    uint8_t line[CODE_MAX];
};

/* The only place that ends a request, so that each ends once. */
static void finish(struct kd_dev *dev, enum kd_result result, const struct kd_attr *attr, size_t n)
{
    struct scanner *me = dev->state;
    uint32_t request = me->request;
    me->request = 0;
    if (request)
        dev->host->done(dev, request, result, result == KD_OK ? KD_DONE : KD_NONE, attr, n);
}

static void forget_line(struct kd_dev *dev)
{
    struct scanner *me = dev->state;
    me->n_heard = 0;
    me->foreign = 0;
    dev->host->timer(dev, QUIET, 0);
}

static void answer(struct kd_dev *dev)
{
    struct scanner *me = dev->state;
    const struct kd_attr attr[] = {{"code", 0, {me->line, me->n_heard}}};
    if (me->n_heard > CODE_MAX)
        finish(dev, KD_RETRY, NULL, 0);
    else
        finish(dev, KD_OK, attr, sizeof attr / sizeof attr[0]);
}

static void end_line(struct kd_dev *dev)
{
    const struct scanner *me = dev->state;
    if (me->n_heard > 0 && !me->foreign)
        answer(dev);
    forget_line(dev);
}

static void hear(struct kd_dev *dev, uint8_t byte)
{
    struct scanner *me = dev->state;
    if (byte == '\r' || byte == '\n') {
        end_line(dev);
        return;
    }
    if (me->n_heard < CODE_MAX)
        me->line[me->n_heard] = byte;
    me->n_heard += me->n_heard <= CODE_MAX;
    me->foreign |= !me->request || byte < ' ' || byte > '~';
}

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    const struct scanner *me = dev->state;
    (void)port;
    for (size_t i = 0; i < bytes.n; i++)
        hear(dev, bytes.at[i]);
    if (me->n_heard > 0)
        dev->host->timer(dev, QUIET, QUIET_MS);
}

/* The line has no end: half a code is no code. */
static void on_timer(struct kd_dev *dev, unsigned id)
{
    (void)id;
    finish(dev, KD_RETRY, NULL, 0);
    forget_line(dev);
}

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct scanner *me = dev->state;
    me->request = request->id;
}

static void on_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    struct scanner *me = dev->state;
    if (me->request != request)
        return;
    me->foreign |= me->n_heard > 0; /* what comes to its end now is not the next one's */
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
    .name = "template",
    .device_class = "scanner",
    .verbs = (const char *const[]){"scan", NULL},
    .ports = (const uint32_t[]){KD_TCP | KD_SERIAL, 0},
    .state_size = sizeof(struct scanner),
    .attach = on_attach,
    .request = on_request,
    .cancel = on_cancel,
    .input = on_input,
    .timer = on_timer,
};
