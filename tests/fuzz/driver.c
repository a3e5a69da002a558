/* driver: whatever a device says, and whenever, a driver keeps the promises of kiosk_driver.h. Built once for each
 * driver, with a host that only listens.
 *
 * The input is a list of events: a byte that says which, for bytes from the device a second one with how many, and
 * those. A driver for a camera gets bytes as frames, when it has asked
 * for one. The host ends with cancel() and lets every timer run: then no request may be open. */
#include "fuzz.h"

#include "kiosk_driver.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 40, STRIDE = 72, PATIENCE = 64, SENT_MAX = 1 << 20 };

static struct host {
    uint32_t open, last; /* the open request; the newest one */
    bool timers[KD_TIMERS], wants_reset, cancelled, attached, begun, captures;
    size_t waiting; /* sent and not left yet */
} host;

static uint8_t dots[ROWS * STRIDE];

static void on_send(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    (void)dev;
    must(port == 0 && bytes.at && bytes.n > 0 && host.attached);
    for (size_t i = 0; i < bytes.n; i++)
        host.waiting += bytes.at[i] != 0 || true; /* every byte is read: a sanitizer sees those that are not there */
}

static void on_begin(struct kd_dev *dev, uint32_t request)
{
    (void)dev;
    must(request == host.open && !host.begun);
    host.begun = true;
}

static void on_set_timer(struct kd_dev *dev, unsigned id, uint32_t ms)
{
    (void)dev;
    must(id < KD_TIMERS);
    host.timers[id] = ms > 0;
}

static void on_done(struct kd_dev *dev, uint32_t request, enum kd_result result, enum kd_effect effect,
                    const struct kd_attr *attr, size_t n)
{
    (void)dev;
    must(request != 0 && request == host.open);
    must((result == KD_OK) == (effect == KD_DONE));
    for (size_t i = 0; i < n; i++)
        must(attr[i].name && (!attr[i].bytes.at || strcmp(attr[i].name, "picture") == 0 ||
                              !memchr(attr[i].bytes.at, '\n', attr[i].bytes.n)));
    host.open = 0;
    host.begun = false;
}

static void on_status(struct kd_dev *dev, enum kd_device device, enum kd_media media, const char *detail)
{
    (void)dev;
    must(device <= KD_HARDWARE_ERROR && media <= KD_MEDIA_NOT_PRESENT);
    must(!detail || strlen(detail) <= KD_DETAIL_MAX);
}

static void on_reset(struct kd_dev *dev)
{
    (void)dev;
    host.wants_reset = true;
}

__attribute__((format(printf, 2, 3))) static void on_log(struct kd_dev *dev, const char *format, ...)
{
    (void)dev, (void)format;
}

static void on_capture(struct kd_dev *dev, unsigned port)
{
    (void)dev;
    must(port == 0 && host.attached && host.open);
    host.captures = true;
}

static void on_aim(struct kd_dev *dev, uint32_t request, uint32_t width, uint32_t height, struct kd_bytes rgb)
{
    (void)dev;
    must(request == host.open && width > 0 && height > 0 && width <= KD_AIM_MAX && height <= KD_AIM_MAX);
    must(rgb.n == (size_t)width * height * 3);
}

static const struct kd_host calls = {sizeof calls, on_send,  on_begin, on_set_timer, on_done,
                                     on_status,    on_reset, on_log,   on_capture,   on_aim};

static void attach(struct kd_dev *dev, uint8_t what)
{
    const struct kd_attr profile[] = {{"width", 576, {0}},           {"band", what & 0x40 ? 24 : 0, {0}},
                                      {"cut", what >> 5 & 1, {0}},   {"processid", what >> 4 & 1, {0}},
                                      {"unsure", what & 8, {0}},     {"asb", what >> 7, {0}},
                                      {"clear", what >> 4 & 1, {0}}, {"aim", what >> 2 & 1, {0}}};
    host.attached = true;
    if (kiosk_driver.attach)
        kiosk_driver.attach(dev, profile, COUNT(profile));
}

static void detach(struct kd_dev *dev)
{
    host.attached = false;
    if (kiosk_driver.detach)
        kiosk_driver.detach(dev);
    memset(dev->state, 0, kiosk_driver.state_size);
    host = (struct host){.last = host.last}; /* an open request was ended by the host */
}

/* After a callback, as the real host does it. */
static void settle(struct kd_dev *dev)
{
    for (int i = 0; host.wants_reset && i < PATIENCE; i++) {
        detach(dev);
        attach(dev, 0xff);
    }
}

static void request(struct kd_dev *dev, uint8_t what)
{
    const struct kd_attr attr[] = {{"width", 576, {0}},
                                   {"height", what & 0x80 ? 30 : ROWS, {0}},
                                   {"raster", 0, {dots, what & 0x40 ? 7 : sizeof dots}}};
    const struct kd_request asked = {host.last + 1, kiosk_driver.verbs[0], attr, COUNT(attr)};
    if (host.open)
        return;
    host.open = host.last = asked.id;
    host.cancelled = false;
    kiosk_driver.request(dev, &asked);
}

static void cancel(struct kd_dev *dev, uint8_t what)
{
    if (!host.open || host.cancelled)
        return;
    host.cancelled = true;
    kiosk_driver.cancel(dev, host.open, what & 0x80 ? KD_TIMEOUT : KD_CANCELLED);
}

static void fire(struct kd_dev *dev, unsigned id)
{
    if (!host.timers[id])
        return;
    host.timers[id] = false;
    kiosk_driver.timer(dev, id);
}

static void drain(struct kd_dev *dev)
{
    if (host.waiting == 0)
        return;
    host.waiting = 0;
    if (kiosk_driver.sent)
        kiosk_driver.sent(dev, 0);
}

/* The first bytes say what the rest claims to be. */
static void see(struct kd_dev *dev, const uint8_t *bytes, size_t n)
{
    if (n < 4 || !host.captures)
        return;
    const struct kd_frame frame = {
        (enum kd_format)(bytes[0] % 4), bytes[1] * 16u, bytes[2], bytes[3] * 16u, {bytes + 4, n - 4}};
    host.captures = false;
    kiosk_driver.frame(dev, 0, &frame);
}

/* A word, and when it is a good one a whole frame. */
static void tell(struct kd_dev *dev, uint8_t what)
{
    static const char *const words[] = {"aim", "shoot", "", "dance"};
    static uint8_t whole[64 * 64 * 3];
    if (!host.open || !kiosk_driver.tell)
        return;
    kiosk_driver.tell(dev, host.open, words[what / 16 % 4]);
    if (host.captures && what & 0x80) {
        host.captures = false;
        kiosk_driver.frame(dev, 0, &(const struct kd_frame){KD_RGB, 64, 64, 192, {whole, sizeof whole}});
    }
}

/* In memory of exactly that size. */
static void hear(struct kd_dev *dev, unsigned port, const uint8_t *bytes, size_t n)
{
    uint8_t *copy = make(n);
    memcpy(copy, bytes, n);
    if (kiosk_driver.frame)
        see(dev, copy, n);
    else if (kiosk_driver.input)
        kiosk_driver.input(dev, kiosk_driver.ports[1] ? port : 0, (struct kd_bytes){copy, n});
    free(copy);
}

/* Returns how many bytes of the input the event took. */
static size_t step(struct kd_dev *dev, const uint8_t *at, size_t n)
{
    size_t said = n > 1 ? at[1] : 0;
    switch (at[0] % 7) {
    case 0:
        said = said < n - 1 ? said : n - 2;
        if (n < 3)
            return n;
        hear(dev, at[0] >> 7, at + 2, said);
        return said + 2;
    case 1:
        request(dev, at[0]);
        break;
    case 2:
        cancel(dev, at[0]);
        break;
    case 3:
        tell(dev, at[0]);
        drain(dev);
        break;
    case 4:
    case 5:
        fire(dev, at[0] / 7 % KD_TIMERS);
        break;
    default:
        detach(dev);
        attach(dev, at[0]);
    }
    return 1;
}

/* Cancelled and left alone, every request ends. */
static void end(struct kd_dev *dev)
{
    cancel(dev, 0);
    settle(dev);
    for (int i = 0; i < PATIENCE && host.open; i++) {
        drain(dev);
        settle(dev);
        fire(dev, (unsigned)i % KD_TIMERS);
        settle(dev);
    }
    must(!host.open);
    detach(dev);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct kd_dev dev = {.host = &calls, .state = make(kiosk_driver.state_size)};
    host = (struct host){0};
    attach(&dev, n ? bytes[0] : 0);
    for (size_t at = 1; at < n; at += step(&dev, bytes + at, n - at))
        settle(&dev);
    settle(&dev);
    end(&dev);
    free(dev.state);
    turn_end();
    return 0;
}
