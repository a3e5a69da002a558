/* stand.c - see stand.h. What happens to a driver; what it may call is in host.c. */
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

/* What a request carries is nobody's from its done on; a camera rests. */
void stand_end(struct stand *s, enum kd_result result, enum kd_effect effect)
{
    s->dones++;
    if (effect != KD_NONE)
        s->unsure = effect == KD_UNKNOWN;
    s->request = 0;
    s->captures = false;
    s->result = result;
    s->effect = effect;
    fence_set(&s->carried, FENCE_NONE);
}

const char *const stand_calls[] = {"attach", "detach", "request", "cancel", "input", "sent", "timer", "frame", "tell"};
const size_t stand_n_calls = COUNT(stand_calls);

uint32_t stand_has(const struct kd_driver *driver)
{
    const bool has[] = {driver->attach, driver->detach, driver->request, driver->cancel, driver->input,
                        driver->sent,   driver->timer,  driver->frame,   driver->tell};
    uint32_t bits = 0;
    for (size_t i = 0; i < COUNT(has); i++)
        bits |= (uint32_t)has[i] << i;
    return bits;
}

static int64_t enter(struct stand *s, const char *callback)
{
    for (size_t i = 0; i < stand_n_calls; i++)
        s->called |= (uint32_t)(strcmp(stand_calls[i], callback) == 0) << i;
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
    fence_open(&s->input, s->module.driver.ports[0] & KD_FRAMES ? STAND_FRAME : STAND_INPUT);
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
    s->reset_wanted = s->answered = s->unproven = s->captures = s->unanswered = false;
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
        stand_end(s, KD_GONE, s->begun && s->taken > s->begun_at ? KD_UNKNOWN : KD_NONE);
    }
    forget_timers(s);
    s->dev.state = NULL;
    s->n_queue = 0;
    s->reset_wanted = s->captures = false;
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

static uint32_t largest(const struct kd_attr *attr, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(attr[i].name, name) == 0 && attr[i].number > 0 && attr[i].number <= UINT32_MAX)
            return (uint32_t)attr[i].number;
    return 0;
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
    s->most[0] = largest(attr, n, "width");
    s->most[1] = largest(attr, n, "height");
    s->aims = 0;
    s->aim = s->picture = (struct look){0};
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
    s->unanswered &= port != 0;
    s->answered |= s->begun && s->taken > s->begun_at;
    bool says_nothing = n == 0 && !(s->module.driver.ports[0] & KD_APDU); /* of a card that is an answer */
    if (says_nothing || !s->module.driver.input)
        return;
    uint8_t *end = (uint8_t *)fence_lay(&s->input, n ? n : 1) + n + s->input.tail;
    if (n > 0)
        memcpy(end - n, bytes, n);
    int64_t since = enter(s, "input");
    s->module.driver.input(&s->dev, port, (struct kd_bytes){end - n, n});
    leave(s, since);
    memset(end - n, 0xa5, n);
}

void stand_tell(struct stand *s, const char *what)
{
    must(s->request != 0 && !s->cancelled);
    if (!s->module.driver.tell)
        return;
    int64_t since = enter(s, "tell");
    s->module.driver.tell(&s->dev, s->request, what);
    leave(s, since);
}

/* Its bytes end at a fence, and are others afterwards, as those of stand_hear_at(). A frame of no bytes is something
 * that was said, too. */
void stand_show(struct stand *s, const struct kd_frame *frame)
{
    must(s->captures && s->dev.state != NULL);
    size_t n = frame->bytes.n;
    struct kd_frame fenced = *frame;
    s->captures = false;
    s->heard += n + 1;
    s->answered |= s->begun;
    uint8_t *end = (uint8_t *)fence_lay(&s->input, n ? n : 1) + n + s->input.tail;
    fenced.bytes.at = n ? memcpy(end - n, frame->bytes.at, n) : end;
    int64_t since = enter(s, "frame");
    s->module.driver.frame(&s->dev, 0, &fenced);
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
