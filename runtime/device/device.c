/* device.c - see device.h. */
#define _GNU_SOURCE
#include "device/device.h"

#include "base/walls.h"
#include "base/watchdog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- towards core */

static void send_status(struct device *device)
{
    const struct device_status *s = &device->status;
    const char *class = device->module.driver.device_class;
    json_t *body = json_pack("{ss,ss,ss,ss}", "type", "status", "class", class, "device", attr_device(s->device),
                             "media", attr_media(class, s->media));
    if (s->detail[0])
        json_object_set_new(body, "detail", json_string(s->detail));
    link_put(&device->link, body);
}

void device_set_status(struct device *device, enum kd_device is, enum kd_media media, const char *detail)
{
    struct device_status *s = &device->status;
    const char *word = detail ? detail : "";
    const char *class = device->module.driver.device_class;
    if (!attr_device(is) || !attr_media(class, media)) {
        fail(E_FORMAT, "driver %s: no %s has device state %d, media %d", device->module.driver.name, class, (int)is,
             (int)media);
        return;
    }
    if (s->device == is && s->media == media && strncmp(s->detail, word, KD_DETAIL_MAX) == 0)
        return;
    s->device = is;
    s->media = media;
    snprintf(s->detail, sizeof s->detail, "%s", word);
    send_status(device);
}

/* Takes the descriptor, which may be -1. */
static void send_with(struct device *device, json_t *body, int fd)
{
    link_send(&device->link, body, &fd, fd >= 0);
    json_wipe(body);
    if (fd >= 0)
        close(fd);
}

static void send_done(struct device *device, int64_t id, enum kd_result result, enum kd_effect effect, json_t *values,
                      int picture)
{
    send_with(device,
              json_pack("{ss,sI,ss,ss,so}", "type", "done", "id", (json_int_t)id, "result", attr_result(result),
                        "effect", attr_effect(effect), "attr", values ? values : json_object()),
              picture);
}

void device_send_frame(struct device *device, uint32_t width, uint32_t height, int fd)
{
    send_with(device,
              json_pack("{ss,sI,sI,sI}", "type", "frame", "id", (json_int_t)device->request.core_id, "width",
                        (json_int_t)width, "height", (json_int_t)height),
              fd);
}

static json_t *reason(const char *why)
{
    return json_pack("{ss}", "reason", why);
}

void device_finish(struct device *device, enum kd_result result, enum kd_effect effect, json_t *values, int picture)
{
    struct request *request = &device->request;
    must(request->id != 0);
    if (effect != KD_NONE)
        device->unsure = effect == KD_UNKNOWN;
    loop_forget(device->loop, &device->deadline);
    loop_forget(device->loop, &device->late);
    port_rest(&device->port);
    bool unheard = request->unheard;
    if (unheard && picture >= 0)
        close(picture);
    if (unheard)
        json_wipe(values);
    else
        send_done(device, request->core_id, result, effect, values, picture);
    request_free(request);
    if (unheard)
        link_open(&device->link);
}

/* For an end that only the host saw: did a byte that acts get away? */
static enum kd_effect effect_of(const struct device *device)
{
    const struct request *request = &device->request;
    return request->begun && device->port.taken > request->begun_at ? KD_UNKNOWN : KD_NONE;
}

/* ---- towards the driver */

static void cancel_request(struct device *device, enum kd_result why)
{
    if (device->request.id == 0 || device->request.cancelled)
        return;
    device->request.cancelled = true;
    loop_after(device->loop, &device->late, KD_CANCEL_MS);
    watchdog_start("cancel", KD_CALLBACK_MS);
    device->module.driver.cancel(&device->dev, device->request.id, why);
    watchdog_stop();
}

static void on_deadline(void *mine)
{
    cancel_request(mine, KD_TIMEOUT);
}

/* The driver does not end what it was told to end. Who knows what else it does: a fresh process comes. */
static void on_late(void *mine)
{
    struct device *device = mine;
    fail(E_TIMEOUT, "driver %s: does not end a cancelled request", device->module.driver.name);
    device_finish(device, KD_BROKEN, effect_of(device), reason("late"), -1);
    loop_stop(device->loop, E_TIMEOUT);
}

static void on_driver_timer(void *mine)
{
    struct device_timer *t = mine;
    if (!t->device->module.driver.timer)
        return;
    watchdog_start("timer", KD_CALLBACK_MS);
    t->device->module.driver.timer(&t->device->dev, t->id);
    watchdog_stop();
}

static void on_reset(void *mine)
{
    struct device *device = mine;
    if (device->dev.state)
        port_reset(&device->port);
}

static void on_port_opened(void *mine)
{
    struct device *device = mine;
    const struct kd_driver *driver = &device->module.driver;
    device->dev.state = make(driver->state_size);
    if (!driver->attach)
        return;
    device->profile[device->n_profile] = (struct kd_attr){.name = "unsure", .number = device->unsure};
    watchdog_start("attach", KD_CALLBACK_MS);
    driver->attach(&device->dev, device->profile, device->n_profile + 1);
    watchdog_stop();
}

static void detach(struct device *device)
{
    const struct kd_driver *driver = &device->module.driver;
    if (driver->detach) {
        watchdog_start("detach", KD_CALLBACK_MS);
        driver->detach(&device->dev);
        watchdog_stop();
    }
    for (unsigned i = 0; i < KD_TIMERS; i++) /* those too that it has set just now */
        loop_forget(device->loop, &device->timers[i].timer);
    if (device->request.id != 0)
        device_finish(device, KD_GONE, effect_of(device), reason("gone"), -1);
    loop_forget(device->loop, &device->again);
    wipe_free(device->dev.state, driver->state_size);
    device->dev.state = NULL;
}

static void on_port_lost(void *mine)
{
    struct device *device = mine;
    detach(device);
    device_set_status(device, KD_NO_DEVICE, KD_MEDIA_UNKNOWN, NULL);
}

/* Not open, and there is more to say about that than that it is not there. */
static void on_port_why(void *mine, const char *word)
{
    device_set_status(mine, KD_NO_DEVICE, KD_MEDIA_UNKNOWN, word);
}

static void on_port_input(void *mine, unsigned at, const uint8_t *bytes, size_t n)
{
    struct device *device = mine;
    if (!device->module.driver.input)
        return;
    watchdog_start("input", KD_CALLBACK_MS);
    device->module.driver.input(&device->dev, at, (struct kd_bytes){bytes, n});
    watchdog_stop();
}

static void on_port_sent(void *mine)
{
    struct device *device = mine;
    if (!device->module.driver.sent)
        return;
    watchdog_start("sent", KD_CALLBACK_MS);
    device->module.driver.sent(&device->dev, 0);
    watchdog_stop();
}

static void on_port_frame(void *mine, const struct kd_frame *frame)
{
    struct device *device = mine;
    watchdog_start("frame", KD_CALLBACK_MS);
    device->module.driver.frame(&device->dev, 0, frame);
    watchdog_stop();
}

static void tell_driver(struct device *device, const char *what)
{
    if (!device->module.driver.tell || device->request.cancelled)
        return;
    watchdog_start("tell", KD_CALLBACK_MS);
    device->module.driver.tell(&device->dev, device->request.id, what);
    watchdog_stop();
}

static void start_request(struct device *device, int64_t core_id)
{
    struct request *request = &device->request;
    request->core_id = core_id;
    request->id = ++device->last_id ? device->last_id : ++device->last_id;
    const struct kd_request wanted = {request->id, request->verb, request->attr, request->n_attr};
    loop_after(device->loop, &device->deadline, request->ms);
    watchdog_start("request", KD_CALLBACK_MS);
    device->module.driver.request(&device->dev, &wanted);
    watchdog_stop();
}

static void on_request(struct device *device, struct packet *packet)
{
    int64_t id = json_number(packet->body, "id", 0);
    if (device->request.id != 0 && !device->request.unheard && device->request.core_id == id) {
        fail(E_STATE, "request %lld is open already", (long long)id);
    } else if (device->request.id != 0) {
        send_done(device, id, KD_BROKEN, KD_NONE, reason("busy"), -1);
    } else if (!device->dev.state) {
        send_done(device, id, KD_GONE, KD_NONE, reason("gone"), -1);
    } else if (!module_has_verb(&device->module, json_text(packet->body, "verb"))) {
        send_done(device, id, KD_BROKEN, KD_NONE, reason("verb"), -1);
    } else if (request_read(&device->request, packet) < 0) {
        send_done(device, id, KD_BROKEN, KD_NONE, reason("attr"), -1);
    } else {
        start_request(device, id);
    }
}

static void on_packet(void *mine, struct packet *packet)
{
    struct device *device = mine;
    bool open = device->request.id != 0 && !device->request.unheard &&
                device->request.core_id == json_number(packet->body, "id", 0);
    if (strcmp(packet_type(packet), "request") == 0)
        on_request(device, packet);
    else if (open && strcmp(packet_type(packet), "tell") == 0)
        tell_driver(device, json_text(packet->body, "what"));
    else if (open)
        cancel_request(device, KD_CANCELLED);
}

static void on_core_found(void *mine)
{
    send_status(mine);
}

/* A core that comes back asks a person at once whether the slip came out: so it hears of us only when that is settled.
 */
static void on_core_lost(void *mine)
{
    struct device *device = mine;
    if (device->request.id == 0)
        return;
    device->request.unheard = true;
    link_close(&device->link);
    cancel_request(device, KD_CANCELLED);
}

/* ---- its life */

static int read_profile(struct device *device, const json_t *row)
{
    int n = attr_read("profile", json_object_get(row, "profile"), device->profile);
    if (n < 0)
        return n;
    device->n_profile = (size_t)n;
    return OK;
}

static void prepare(struct device *device)
{
    device->dev = (struct kd_dev){.host = &device_host, .owner = device};
    device->status.device = KD_NO_DEVICE;
    device->unsure = true;
    device->deadline = (struct timer){.due = on_deadline, .mine = device};
    device->late = (struct timer){.due = on_late, .mine = device};
    device->again = (struct timer){.due = on_reset, .mine = device};
    for (unsigned i = 0; i < KD_TIMERS; i++)
        device->timers[i] = (struct device_timer){{.due = on_driver_timer, .mine = &device->timers[i]}, device, i};
}

static int load(struct device *device, const struct site *site, const json_t *row)
{
    const char *folder = json_text(json_object_get(site->settings, "folders"), "drivers");
    if (module_open(&device->module, folder, json_text(row, "driver")) < 0)
        return E_FORMAT;
    if (strcmp(device->module.driver.device_class, json_text(row, "class")) != 0)
        return fail(E_FORMAT, "device %s: class \"%s\", its driver is a %s", device->name, json_text(row, "class"),
                    device->module.driver.device_class);
    return read_profile(device, row);
}

static int connect_both(struct device *device, const struct site *site, const json_t *row)
{
    device->port.loop = device->loop;
    device->port.opened = on_port_opened;
    device->port.lost = on_port_lost;
    device->port.input = on_port_input;
    device->port.sent = on_port_sent;
    device->port.frame = on_port_frame;
    device->port.why = on_port_why;
    device->port.mine = device;
    if (port_open(&device->port, json_text(row, "port")) < 0)
        return E_FORMAT;
    if (!(device->module.driver.ports[0] & device->port.kind->bit))
        return fail(E_FORMAT, "device %s: its driver speaks over no port that begins with %s", device->name,
                    device->port.kind->scheme);
    device->path = make_text(wire_path(site->run, turn_text("driver.%s", device->name)));
    device->link = (struct link){.loop = device->loop,
                                 .path = device->path,
                                 .program = "anjungan-driver",
                                 .door = &door_core_to_driver,
                                 .opened = on_core_found,
                                 .packet = on_packet,
                                 .lost = on_core_lost,
                                 .mine = device};
    link_open(&device->link);
    return OK;
}

int device_open(struct device *device, struct loop *loop, const struct site *site, const char *name)
{
    const json_t *row = site_row(site, "devices", "name", name);
    device->loop = loop;
    device->name = name;
    if (!row)
        return fail(E_FORMAT, "%s/site.conf has no device called \"%s\"", site->run, name);
    if (load(device, site, row) < 0)
        return E_FORMAT;
    prepare(device);
    watchdog_open(turn_text("driver %s", device->module.driver.name));
    int code = connect_both(device, site, row);
    if (code == OK) {
        walls_close(device->port.files, 0);
        walls_alone();
    }
    return code;
}

void device_close(struct device *device)
{
    if (device->dev.state)
        detach(device);
    port_close(&device->port);
    link_close(&device->link);
    module_close(&device->module);
    free(device->path);
}
