/* host.c - what a driver on the stand may call. Each function holds it to its rule; a broken one is a complaint. */
#define _GNU_SOURCE
#include "proof/stand.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool may_in_detach(const char *what)
{
    return strcmp(what, "done") == 0 || strcmp(what, "status") == 0 || strcmp(what, "log") == 0;
}

static struct stand *stand_of(struct kd_dev *dev, const char *what)
{
    struct stand *s = dev->owner;
    if (!s->callback)
        stand_complain(s, "it calls %s outside of a callback", what);
    else if (strcmp(s->callback, "detach") == 0 && !may_in_detach(what))
        stand_complain(s, "it calls %s in detach(): done, status and log are what it may use there", what);
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
    if (port != 0 || s->module.driver.ports[0] & (KD_HID | KD_FRAMES)) {
        stand_complain(s, "it sends to port %u, which takes nothing", port);
        return;
    }
    if (s->unanswered && s->module.driver.ports[0] & KD_APDU)
        stand_complain(s, "it sends a command before the last one is answered");
    s->unanswered = true;
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

static int64_t number_of(const struct kd_attr *attr, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(attr[i].name, name) == 0 && !attr[i].bytes.at)
            return attr[i].number;
    return 0;
}

/* A picture is one that anybody can read, of the size it says, no larger than was wanted, and the one that was shown:
 * who says "use this" has seen it. */
static void check_picture(struct stand *s, const struct kd_attr *attr, size_t n)
{
    const struct kd_attr *picture = attr_picture(attr, n);
    const struct look *is = &s->picture;
    if (!picture)
        stand_complain(s, "it ends `%s` with ok done and without a picture", s->verb);
    else if (picture->bytes.n > KD_PICTURE_MAX)
        stand_complain(s, "its picture has %zu bytes; %d are allowed", picture->bytes.n, KD_PICTURE_MAX);
    else if (!picture->bytes.at || look_at_jpeg(&s->picture, picture->bytes) < 0)
        stand_complain(s, "its picture cannot be read: it has to be a baseline JPEG, whole");
    else if (number_of(attr, n, "width") != is->width || number_of(attr, n, "height") != is->height)
        stand_complain(s, "its picture is %u by %u, and it says something else", is->width, is->height);
    else if (is->width > s->most[0] || is->height > s->most[1])
        stand_complain(s, "its picture is %u by %u; %u by %u was the largest wanted", is->width, is->height, s->most[0],
                       s->most[1]);
    else if (!look_shows(&s->aim, is))
        stand_complain(s, "what it has shown last is not the picture it ends with");
}

static void note_results(struct stand *s, const struct kd_attr *attr, size_t n)
{
    json_t *values;
    const struct kd_attr *picture = attr_picture(attr, n);
    size_t at = 0;
    s->attr[0] = '\0';
    if (attr_write(attr, n, &values) < 0) {
        stand_complain(s, "its results cannot be read: names, amount or text that is no UTF-8");
        return;
    }
    json_decref(values);
    for (size_t i = 0; i < n && at < sizeof s->attr; i++) {
        const char *gap = at ? " " : "";
        if (&attr[i] == picture)
            continue;
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
    if (result == KD_OK && strcmp(s->module.driver.device_class, "camera") == 0)
        check_picture(s, attr, n);
    stand_end(s, result, effect);
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

static void host_capture(struct kd_dev *dev, unsigned port)
{
    struct stand *s = stand_of(dev, "capture");
    if (port != 0 || !(s->module.driver.ports[0] & KD_FRAMES))
        stand_complain(s, "it captures from port %u, which is no camera", port);
    else if (!s->request)
        stand_complain(s, "it captures while nobody has asked for anything");
    else
        s->captures = true;
}

static void host_aim(struct kd_dev *dev, uint32_t request, uint32_t width, uint32_t height, struct kd_bytes rgb)
{
    struct stand *s = stand_of(dev, "aim");
    if (!is_open(s, request, "aim()"))
        return;
    if (width == 0 || height == 0 || width > KD_AIM_MAX || height > KD_AIM_MAX || !rgb.at ||
        rgb.n != (size_t)width * height * 3) {
        stand_complain(s, "it shows %u by %u in %zu bytes", width, height, rgb.n);
        return;
    }
    look_at_rgb(&s->aim, rgb.at, width, height);
    s->aims++;
}

const struct kd_host stand_host = {
    .size = sizeof stand_host,
    .send = host_send,
    .begin = host_begin,
    .timer = host_timer,
    .done = host_done,
    .status = host_status,
    .reset = host_reset,
    .log = host_log,
    .capture = host_capture,
    .aim = host_aim,
};
