/* bench.h - a host for drivers without ports and without time: everything happens when a test says so.
 *
 * It keeps the contract's own rules (one done a request, host functions only inside callbacks, KD_SEND_MAX) with
 * check(), and ends the request of a lost port as the real host does. */
#ifndef DEVICE_BENCH_H
#define DEVICE_BENCH_H

#include "kiosk_driver.h"
#include "test.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

enum { BENCH_PROFILE = 8 };

struct bench {
    const struct kd_driver *driver;
    struct kd_dev dev;
    uint8_t queue[KD_SEND_MAX]; /* sent by the driver, not taken by the port */
    size_t n_queue;
    uint64_t queued, taken;
    int64_t now, timers[KD_TIMERS]; /* -1: not set */
    uint32_t request, last_request; /* the open one, 0: none */
    bool unsure, begun, reset_wanted, in_callback, loud;
    uint64_t begun_at;
    int dones; /* of last_request */
    enum kd_result result;
    enum kd_effect effect;
    char attr[1024]; /* of the done: "name=text " ... */
    uint8_t picture[KD_PICTURE_MAX];
    size_t n_picture; /* of the done */
    bool captures;    /* a frame is wanted */
    int aims;         /* frames shown in this request */
    uint32_t aim_width, aim_height;
    uint8_t aim[KD_AIM_MAX * KD_AIM_MAX * 3];
    enum kd_device device;
    enum kd_media media;
    char detail[KD_DETAIL_MAX + 1];
};

static struct bench *bench_of(struct kd_dev *dev)
{
    struct bench *b = dev->owner;
    check(b->in_callback);
    return b;
}

static void bench_send(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    struct bench *b = bench_of(dev);
    check(port == 0);
    check(bytes.n <= sizeof b->queue - b->n_queue);
    memcpy(b->queue + b->n_queue, bytes.at, bytes.n);
    b->n_queue += bytes.n;
    b->queued += bytes.n;
}

static void bench_begin(struct kd_dev *dev, uint32_t request)
{
    struct bench *b = bench_of(dev);
    check(request == b->request && request != 0);
    b->begun = true;
    b->begun_at = b->queued;
}

static void bench_timer(struct kd_dev *dev, unsigned id, uint32_t ms)
{
    struct bench *b = bench_of(dev);
    check(id < KD_TIMERS);
    b->timers[id] = ms ? b->now + ms : -1;
}

static void bench_end(struct bench *b, uint32_t request, enum kd_result result, enum kd_effect effect)
{
    check(request != 0 && request == b->last_request);
    check(++b->dones == 1);
    check((result == KD_OK) == (effect == KD_DONE));
    if (effect != KD_NONE)
        b->unsure = effect == KD_UNKNOWN;
    b->request = 0;
    b->result = result;
    b->effect = effect;
}

static void bench_done(struct kd_dev *dev, uint32_t request, enum kd_result result, enum kd_effect effect,
                       const struct kd_attr *attr, size_t n)
{
    struct bench *b = bench_of(dev);
    size_t at = 0;
    b->attr[0] = '\0';
    for (size_t i = 0; i < n && at < sizeof b->attr; i++) {
        const char *gap = at ? " " : "";
        if (strcmp(attr[i].name, "picture") == 0) {
            check((b->n_picture = attr[i].bytes.n) <= sizeof b->picture);
            memcpy(b->picture, attr[i].bytes.at, b->n_picture);
        } else if (attr[i].bytes.at) {
            at += (size_t)snprintf(b->attr + at, sizeof b->attr - at, "%s%s=%.*s", gap, attr[i].name,
                                   (int)attr[i].bytes.n, (const char *)attr[i].bytes.at);
        } else {
            at += (size_t)snprintf(b->attr + at, sizeof b->attr - at, "%s%s=%lld", gap, attr[i].name,
                                   (long long)attr[i].number);
        }
    }
    bench_end(b, request, result, effect);
}

static void bench_status(struct kd_dev *dev, enum kd_device device, enum kd_media media, const char *detail)
{
    struct bench *b = bench_of(dev);
    b->device = device;
    b->media = media;
    snprintf(b->detail, sizeof b->detail, "%s", detail ? detail : "");
}

static void bench_reset(struct kd_dev *dev)
{
    bench_of(dev)->reset_wanted = true;
}

static void bench_log(struct kd_dev *dev, const char *format, ...)
{
    va_list args;
    if (!bench_of(dev)->loud)
        return;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

static void bench_capture(struct kd_dev *dev, unsigned port)
{
    struct bench *b = bench_of(dev);
    check(port == 0 && b->request != 0);
    b->captures = true;
}

static void bench_aim(struct kd_dev *dev, uint32_t request, uint32_t width, uint32_t height, struct kd_bytes rgb)
{
    struct bench *b = bench_of(dev);
    check(request == b->request && request != 0);
    check(width > 0 && height > 0 && width <= KD_AIM_MAX && height <= KD_AIM_MAX);
    check(rgb.n == (size_t)width * height * 3);
    memcpy(b->aim, rgb.at, rgb.n);
    b->aim_width = width;
    b->aim_height = height;
    b->aims++;
}

static const struct kd_host bench_host = {
    .size = sizeof bench_host,
    .send = bench_send,
    .begin = bench_begin,
    .timer = bench_timer,
    .done = bench_done,
    .status = bench_status,
    .reset = bench_reset,
    .log = bench_log,
    .capture = bench_capture,
    .aim = bench_aim,
};

static inline bool bench_open(struct bench *b, const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    *b = (struct bench){.driver = library ? dlsym(library, "kiosk_driver") : NULL};
    if (!b->driver) {
        fprintf(stderr, "%s: %s\n", path, dlerror());
        return false;
    }
    check(b->driver->abi == KD_ABI && b->driver->size == sizeof(struct kd_driver));
    b->unsure = true;
    b->dev = (struct kd_dev){.host = &bench_host, .owner = b};
    for (int i = 0; i < KD_TIMERS; i++)
        b->timers[i] = -1;
    return true;
}

static inline void bench_attach(struct bench *b, const struct kd_attr *profile, size_t n)
{
    struct kd_attr attr[BENCH_PROFILE + 1] = {{.name = "unsure", .number = b->unsure}};
    check(n <= BENCH_PROFILE);
    memcpy(attr + 1, profile, n * sizeof *attr);
    check(b->dev.state == NULL);
    b->dev.state = calloc(1, b->driver->state_size);
    b->n_queue = 0;
    b->queued = b->taken = 0;
    b->in_callback = true;
    b->driver->attach(&b->dev, attr, n + 1);
    b->in_callback = false;
}

/* The port is gone: what waits is lost, and an open request ends by the rule of begin(). */
static inline void bench_lose(struct bench *b)
{
    b->in_callback = true;
    if (b->driver->detach)
        b->driver->detach(&b->dev);
    b->in_callback = false;
    if (b->request)
        bench_end(b, b->request, KD_GONE, b->begun && b->taken > b->begun_at ? KD_UNKNOWN : KD_NONE);
    for (int i = 0; i < KD_TIMERS; i++)
        b->timers[i] = -1;
    free(b->dev.state);
    b->dev.state = NULL;
    b->n_queue = 0;
    b->reset_wanted = false;
    b->captures = false;
}

static inline void bench_request(struct bench *b, const char *verb, const struct kd_attr *attr, size_t n)
{
    check(b->request == 0);
    b->request = ++b->last_request;
    b->begun = false;
    b->dones = 0;
    b->attr[0] = '\0';
    b->n_picture = 0;
    b->aims = 0;
    const struct kd_request request = {b->request, verb, attr, n};
    b->in_callback = true;
    b->driver->request(&b->dev, &request);
    b->in_callback = false;
}

static inline void bench_tell(struct bench *b, const char *what)
{
    check(b->request != 0);
    b->in_callback = true;
    b->driver->tell(&b->dev, b->request, what);
    b->in_callback = false;
}

/* The frame that was asked for comes; nobody gets one that was not. */
static inline void bench_frame(struct bench *b, const struct kd_frame *frame)
{
    check(b->captures);
    b->captures = false;
    b->in_callback = true;
    b->driver->frame(&b->dev, 0, frame);
    b->in_callback = false;
}

static inline void bench_cancel(struct bench *b, enum kd_result why)
{
    b->in_callback = true;
    b->driver->cancel(&b->dev, b->request, why);
    b->in_callback = false;
}

static inline void bench_input(struct bench *b, const uint8_t *bytes, size_t n)
{
    b->in_callback = true;
    b->driver->input(&b->dev, 0, (struct kd_bytes){bytes, n});
    b->in_callback = false;
}

/* The port takes n of the waiting bytes. */
static inline void bench_take(struct bench *b, size_t n)
{
    check(n <= b->n_queue);
    b->n_queue -= n;
    b->taken += n;
    memmove(b->queue, b->queue + n, b->n_queue);
    if (b->n_queue > 0 || n == 0 || !b->driver->sent)
        return;
    b->in_callback = true;
    b->driver->sent(&b->dev, 0);
    b->in_callback = false;
}

/* Time goes on to the next timer that is due, which is called. False when none is set. */
static inline bool bench_wait(struct bench *b)
{
    int next = -1;
    for (int i = 0; i < KD_TIMERS; i++)
        if (b->timers[i] >= 0 && (next < 0 || b->timers[i] < b->timers[next]))
            next = i;
    if (next < 0)
        return false;
    b->now = b->timers[next];
    b->timers[next] = -1;
    b->in_callback = true;
    b->driver->timer(&b->dev, (unsigned)next);
    b->in_callback = false;
    return true;
}

#endif
