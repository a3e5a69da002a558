/* stand.c - see stand.h. Above: what a driver may call; below: what happens to it. */
#define _GNU_SOURCE
#include "proof/stand.h"

#include "base/clock.h"
#include "proof/statics.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void stand_complain(struct stand *s, const char *format, ...)
{
    va_list args;
    if (s->complaint[0])
        return;
    va_start(args, format);
    vsnprintf(s->complaint, sizeof s->complaint, format, args);
    va_end(args);
}

/* ---- what a driver may call */

static struct stand *stand_of(struct kd_dev *dev, const char *what)
{
    struct stand *s = dev->owner;
    if (!s->callback)
        stand_complain(s, "it calls %s outside of a callback", what);
    return s;
}

static size_t count_ports(const struct kd_driver *driver)
{
    size_t n = 0;
    while (driver->ports[n])
        n++;
    return n;
}

static void host_send(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    struct stand *s = stand_of(dev, "send");
    if (port >= count_ports(&s->module.driver)) {
        stand_complain(s, "it sends to port %u and has named %zu", port, count_ports(&s->module.driver));
        return;
    }
    if (bytes.n > sizeof s->queue - s->n_queue) {
        stand_complain(s, "more than %d bytes wait to be sent", KD_SEND_MAX);
        return;
    }
    if (++s->n_sends > STAND_SENDS_A_MOMENT)
        stand_complain(s, "it sends without end and time stands still");
    memcpy(s->queue + s->n_queue, bytes.at, bytes.n);
    s->n_queue += bytes.n;
    s->queued += bytes.n;
}

static bool is_open(struct stand *s, uint32_t request, const char *what)
{
    if (request != 0 && request == s->request)
        return true;
    if (request != 0 && request == s->last_request)
        stand_complain(s, "%s for request %u, which has ended already", what, request);
    else
        stand_complain(s, "%s for request %u, which there is not", what, request);
    return false;
}

static void host_begin(struct kd_dev *dev, uint32_t request)
{
    struct stand *s = stand_of(dev, "begin");
    if (!is_open(s, request, "begin()") || s->begun)
        return;
    s->begun = true;
    s->begun_at = s->queued;
}

static void host_timer(struct kd_dev *dev, unsigned id, uint32_t ms)
{
    struct stand *s = stand_of(dev, "timer");
    if (id >= KD_TIMERS)
        stand_complain(s, "it sets timer %u and there are %d", id, KD_TIMERS);
    else
        s->timers[id] = ms ? s->now + ms : -1;
}

/* What a request carries is nobody's from its done on. */
static void end(struct stand *s, enum kd_result result, enum kd_effect effect)
{
    s->dones++;
    if (effect != KD_NONE)
        s->unsure = effect == KD_UNKNOWN;
    s->request = 0;
    s->result = result;
    s->effect = effect;
    fence_set(&s->carried, FENCE_NONE);
}

/* `ok` needs the device's word: something it said to this request, and after it had got what moves paper. Which word
 * that has to be only a transcript knows. A lamp says nothing; of it that is the port's, that all bytes have left. */
static void check_evidence(struct stand *s)
{
    bool mute = strcmp(s->module.driver.device_class, "lamp") == 0;
    const char *why = mute                       ? (s->n_queue > 0 ? "although bytes still wait" : NULL)
                      : s->unproven              ? "before the device has said what proved it in the transcript"
                      : s->heard == s->heard_at  ? "although the device has said nothing since it was asked"
                      : s->begun && !s->answered ? "although the device has said nothing since the page began"
                                                 : NULL;
    if (why)
        stand_complain(s, "it ends `%s` with ok done %s", s->verb, why);
}

static void note_results(struct stand *s, const struct kd_attr *attr, size_t n)
{
    json_t *values;
    size_t at = 0;
    s->attr[0] = '\0';
    if (attr_write(attr, n, &values) < 0) {
        stand_complain(s, "its results cannot be read: names, amount or text that is no UTF-8");
        return;
    }
    json_decref(values);
    for (size_t i = 0; i < n && at < sizeof s->attr; i++) {
        const char *gap = i ? " " : "";
        at += (size_t)(attr[i].bytes.at ? snprintf(s->attr + at, sizeof s->attr - at, "%s%s=%.*s", gap, attr[i].name,
                                                   (int)attr[i].bytes.n, (const char *)attr[i].bytes.at)
                                        : snprintf(s->attr + at, sizeof s->attr - at, "%s%s=%lld", gap, attr[i].name,
                                                   (long long)attr[i].number));
    }
}

static void host_done(struct kd_dev *dev, uint32_t request, enum kd_result result, enum kd_effect effect,
                      const struct kd_attr *attr, size_t n)
{
    struct stand *s = stand_of(dev, "done");
    if (!is_open(s, request, "done()"))
        return;
    if (!attr_result(result) || !attr_effect(effect))
        stand_complain(s, "it ends with result %d and effect %d, which nobody knows", (int)result, (int)effect);
    else if ((result == KD_OK) != (effect == KD_DONE))
        stand_complain(s, "it ends with %s %s: ok goes with done, and nothing else does", attr_result(result),
                       attr_effect(effect));
    else if (result == KD_OK)
        check_evidence(s);
    note_results(s, attr, n);
    end(s, result, effect);
}

static void host_status(struct kd_dev *dev, enum kd_device device, enum kd_media media, const char *detail)
{
    struct stand *s = stand_of(dev, "status");
    if (!attr_device(device) || !attr_media(s->module.driver.device_class, media))
        stand_complain(s, "no %s has device state %d with media %d", s->module.driver.device_class, (int)device,
                       (int)media);
    s->device = device;
    s->media = media;
    snprintf(s->detail, sizeof s->detail, "%s", detail ? detail : "");
}

static void host_reset(struct kd_dev *dev)
{
    stand_of(dev, "reset")->reset_wanted = true;
}

static void host_log(struct kd_dev *dev, const char *format, ...)
{
    va_list args;
    if (!stand_of(dev, "log")->loud)
        return;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

static const struct kd_host stand_host = {
    .size = sizeof stand_host,
    .send = host_send,
    .begin = host_begin,
    .timer = host_timer,
    .done = host_done,
    .status = host_status,
    .reset = host_reset,
    .log = host_log,
};

/* ---- what happens to it */

static int64_t enter(struct stand *s, const char *callback)
{
    s->calls++;
    s->callback = callback;
    return clock_ms();
}

static void leave(struct stand *s, int64_t since)
{
    int64_t ms = clock_ms() - since;
    if (ms > s->slowest)
        s->slowest = ms;
    if (s->dev.state && !fence_whole(&s->state))
        stand_complain(s, "%s has written outside of its state", s->callback);
    s->callback = NULL;
}

static void forget_timers(struct stand *s)
{
    for (int i = 0; i < KD_TIMERS; i++)
        s->timers[i] = -1;
}

int stand_open(struct stand *s, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    char *folder = slash ? turn_text("%.*s", (int)(slash - path), path) : turn_text(".");
    int code = module_open(&s->module, folder, turn_text("%.*s", (int)strcspn(name, "."), name));
    if (code < 0)
        return code;
    fence_open(&s->state, s->module.driver.state_size);
    fence_open(&s->carried, STAND_REQUEST);
    fence_open(&s->input, STAND_INPUT);
    s->dev = (struct kd_dev){.host = &stand_host, .owner = s};
    statics_remember(s);
    stand_begin(s);
    return OK;
}

void stand_close(struct stand *s)
{
    if (s->dev.state)
        stand_lose(s);
    statics_forget(s);
    fence_close(&s->state);
    fence_close(&s->carried);
    fence_close(&s->input);
    module_close(&s->module);
}

void stand_begin(struct stand *s)
{
    if (s->dev.state)
        stand_lose(s);
    forget_timers(s);
    s->unsure = true;
    s->request = s->last_request = 0;
    s->dones = 0;
    s->now = 0;
    s->n_fired = 0;
    s->n_sends = 0;
    s->complaint[0] = '\0';
}

void stand_attach(struct stand *s, const struct kd_attr *profile, size_t n)
{
    struct kd_attr attr[ATTR_MAX + 1] = {{.name = "unsure", .number = s->unsure}};
    must(n <= ATTR_MAX && s->dev.state == NULL);
    for (size_t i = 0; i < n; i++)
        attr[i + 1] = profile[i];
    s->dev.state = fence_lay(&s->state, s->module.driver.state_size);
    s->n_queue = 0;
    s->queued = s->taken = s->heard = 0;
    s->reset_wanted = s->answered = s->unproven = false;
    if (!s->module.driver.attach)
        return;
    int64_t since = enter(s, "attach");
    s->module.driver.attach(&s->dev, attr, n + 1);
    leave(s, since);
}

void stand_lose(struct stand *s)
{
    must(s->dev.state != NULL);
    if (s->module.driver.detach) {
        int64_t since = enter(s, "detach");
        s->module.driver.detach(&s->dev);
        leave(s, since);
    }
    if (s->request) {
        s->attr[0] = '\0';
        end(s, KD_GONE, s->begun && s->taken > s->begun_at ? KD_UNKNOWN : KD_NONE);
    }
    forget_timers(s);
    s->dev.state = NULL;
    s->n_queue = 0;
    s->reset_wanted = false;
    statics_check(s);
}

/* Attributes, names and bytes lie in one fenced place, the largest bytes last. */
static const struct kd_attr *carry(struct stand *s, const struct kd_attr *attr, size_t n)
{
    size_t size = n * sizeof *attr;
    for (size_t i = 0; i < n; i++)
        size += strlen(attr[i].name) + 1 + attr[i].bytes.n + 1;
    fence_set(&s->carried, FENCE_WRITE);
    struct kd_attr *to = fence_lay(&s->carried, size);
    char *at = (char *)(to + n);
    for (size_t i = 0; i < n; i++) {
        to[i] = attr[i];
        to[i].name = memcpy(at, attr[i].name, strlen(attr[i].name) + 1);
        at += strlen(attr[i].name) + 1;
        if (attr[i].bytes.at)
            to[i].bytes.at = memcpy(at, attr[i].bytes.at, attr[i].bytes.n);
        at += attr[i].bytes.n + 1;
    }
    fence_set(&s->carried, FENCE_READ);
    return to;
}

void stand_request(struct stand *s, const char *verb, const struct kd_attr *attr, size_t n)
{
    must(s->request == 0 && s->dev.state != NULL);
    s->request = ++s->last_request;
    snprintf(s->verb, sizeof s->verb, "%s", verb);
    s->begun = s->cancelled = s->unproven = s->answered = false;
    s->dones = 0;
    s->heard_at = s->heard;
    s->attr[0] = '\0';
    const struct kd_request request = {s->request, s->verb, carry(s, attr, n), n};
    int64_t since = enter(s, "request");
    s->module.driver.request(&s->dev, &request);
    leave(s, since);
}

void stand_cancel(struct stand *s, enum kd_result why)
{
    must(s->request != 0 && !s->cancelled);
    s->cancelled = true;
    int64_t since = enter(s, "cancel");
    s->module.driver.cancel(&s->dev, s->request, why);
    leave(s, since);
}

void stand_hear(struct stand *s, const uint8_t *bytes, size_t n)
{
    stand_hear_at(s, 0, bytes, n);
}

/* The bytes end at a fence, and are others as soon as the callback has returned. */
void stand_hear_at(struct stand *s, unsigned port, const uint8_t *bytes, size_t n)
{
    must(s->dev.state != NULL);
    s->heard += n;
    s->answered |= s->begun && s->taken > s->begun_at;
    bool says_nothing = n == 0 && !(s->module.driver.ports[0] & KD_APDU); /* of a card that is an answer */
    if (says_nothing || !s->module.driver.input)
        return;
    uint8_t *end = (uint8_t *)fence_lay(&s->input, n ? n : 1) + n + s->input.tail;
    memcpy(end - n, bytes, n);
    int64_t since = enter(s, "input");
    s->module.driver.input(&s->dev, port, (struct kd_bytes){end - n, n});
    leave(s, since);
    memset(end - n, 0xa5, n);
}

void stand_take(struct stand *s, size_t n)
{
    must(n <= s->n_queue);
    if (n == 0)
        return;
    s->n_queue -= n;
    s->taken += n;
    memmove(s->queue, s->queue + n, s->n_queue);
    if (s->n_queue > 0 || !s->module.driver.sent)
        return;
    int64_t since = enter(s, "sent");
    s->module.driver.sent(&s->dev, 0);
    leave(s, since);
}

static int next_timer(const struct stand *s)
{
    int next = -1;
    for (int i = 0; i < KD_TIMERS; i++)
        if (s->timers[i] >= 0 && (next < 0 || s->timers[i] < s->timers[next]))
            next = i;
    return next;
}

int64_t stand_next(const struct stand *s)
{
    int next = next_timer(s);
    return next < 0 ? -1 : s->timers[next];
}

static void count_timer(struct stand *s)
{
    int64_t *oldest = &s->fired[s->n_fired % STAND_TIMERS_A_SECOND];
    if (s->n_fired >= STAND_TIMERS_A_SECOND && s->now - *oldest < 1000)
        stand_complain(s, "a storm of timers: more than %d in a second", STAND_TIMERS_A_SECOND);
    *oldest = s->now;
    s->n_fired++;
}

bool stand_wait(struct stand *s)
{
    int next = next_timer(s);
    if (next < 0)
        return false;
    stand_pass(s, s->timers[next]);
    s->timers[next] = -1;
    count_timer(s);
    if (!s->module.driver.timer) {
        stand_complain(s, "it sets a timer and has no timer()");
        return true;
    }
    int64_t since = enter(s, "timer");
    s->module.driver.timer(&s->dev, (unsigned)next);
    leave(s, since);
    return true;
}

void stand_pass(struct stand *s, int64_t until)
{
    if (until > s->now)
        s->n_sends = 0;
    s->now = until > s->now ? until : s->now;
}
