/* devices.c - see devices.h. */
#include "desk/devices.h"

#include "base/clock.h"
#include "desk/desk.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void finish(struct device *device, const char *result, const char *effect, const json_t *attr, int picture)
{
    device_done *done = device->done;
    device->request = 0;
    device->done = NULL;
    device->framed = NULL;
    device->picture = picture;
    if (done)
        done(device->mine, result, effect, attr);
    else
        desk_device_changed(device->desk, device); /* a cancelled request is over: whoever waits may ask now */
}

static void set_state(struct device *device, const char *is, const char *detail)
{
    device->since = clock_ms();
    snprintf(device->device, sizeof device->device, "%s", is);
    snprintf(device->detail, sizeof device->detail, "%s", detail);
}

static void on_status(struct device *device, const json_t *packet)
{
    const char *media = json_text(packet, "media");
    bool first = strcmp(device->media, "unknown") == 0;
    if (strcmp(device->media, media) != 0) {
        device->media_since = clock_ms();
        device->found = first && strcmp(media, "present") == 0;
    }
    snprintf(device->media, sizeof device->media, "%s", media);
    set_state(device, json_text(packet, "device"), json_text(packet, "detail"));
    say("device %s: %s, media %s", device->name, device->device, device->media);
    desk_device_changed(device->desk, device);
}

static void on_said(void *mine, struct packet *packet)
{
    struct device *device = mine;
    bool asked = device->request && json_number(packet->body, "id", 0) == device->request;
    if (strcmp(packet_type(packet), "status") == 0)
        on_status(device, packet->body);
    else if (asked && strcmp(packet_type(packet), "done") == 0)
        finish(device, json_text(packet->body, "result"), json_text(packet->body, "effect"),
               json_object_get(packet->body, "attr"), packet->n_fds > 0 ? packet->fds[0] : -1);
    else if (asked && device->framed && strcmp(packet_type(packet), "frame") == 0)
        device->framed(device->mine, packet);
}

static void on_left(void *mine)
{
    struct device *device = mine;
    device->fallen = crashes_add(&device->crashes, clock_ms());
    strcpy(device->media, "unknown");
    set_state(device, device->fallen ? "hardwareError" : "offline", "");
    if (device->request)
        finish(device, "gone", "unknown", NULL, -1);
    desk_device_changed(device->desk, device);
    alarm_check(&device->desk->alarm);
}

static int open_one(struct device *device, struct desk *desk, const json_t *row)
{
    device->desk = desk;
    snprintf(device->name, sizeof device->name, "%s", json_text(row, "name"));
    snprintf(device->class, sizeof device->class, "%s", json_text(row, "class"));
    strcpy(device->media, "unknown");
    set_state(device, "offline", "");
    device->role = (struct role){.name = make_text(turn_text("driver.%s", device->name)),
                                 .door = &door_driver_to_core,
                                 .said = on_said,
                                 .left = on_left,
                                 .mine = device};
    return role_open(&device->role, &desk->lines, desk->site.run);
}

int devices_open(struct devices *devices, struct desk *desk)
{
    size_t i;
    json_t *row;
    json_array_foreach (json_object_get(desk->site.settings, "devices"), i, row) {
        if (devices->n == DEVICES)
            return fail(E_FULL, "site.conf: more than %d devices", DEVICES);
        int code = open_one(&devices->list[devices->n++], desk, row);
        if (code < 0)
            return code;
    }
    return OK;
}

void devices_close(struct devices *devices)
{
    for (int i = 0; i < devices->n; i++) {
        role_close(&devices->list[i].role);
        wipe_text((char *)(uintptr_t)devices->list[i].role.name);
    }
}

bool device_online(const struct device *device)
{
    return device && device->role.here && strcmp(device->device, "online") == 0;
}

json_t *devices_rows(const struct devices *devices)
{
    json_t *rows = json_array();
    for (int i = 0; i < devices->n; i++) {
        const struct device *d = &devices->list[i];
        json_array_append_new(rows, json_pack("{ss,ss,ss,ss,ss,sb,sI}", "name", d->name, "class", d->class, "device",
                                              d->device, "media", d->media, "detail", d->detail, "here", d->role.here,
                                              "age", (json_int_t)((clock_ms() - d->since) / 1000)));
    }
    return rows;
}

struct device *devices_fallen(struct devices *devices)
{
    for (int i = 0; i < devices->n; i++)
        if (devices->list[i].fallen)
            return &devices->list[i];
    return NULL;
}

bool devices_have_card(const struct devices *devices)
{
    for (int i = 0; i < devices->n; i++)
        if (strcmp(devices->list[i].class, "card") == 0 && strcmp(devices->list[i].media, "present") == 0)
            return true;
    return false;
}

struct device *device_next(struct devices *devices, const char *class, unsigned tried)
{
    struct device *found = NULL;
    for (int i = 0; i < devices->n; i++) {
        struct device *device = &devices->list[i];
        if (strcmp(device->class, class) == 0 && !(tried >> i & 1) &&
            (!found || (!device_online(found) && device_online(device))))
            found = device;
    }
    return found;
}

struct device *device_find(struct devices *devices, const char *class)
{
    return device_next(devices, class, 0);
}

bool device_request(struct device *device, const char *verb, json_t *attr, int fd, int ms, device_done *done,
                    void *mine)
{
    if (!device || !device->role.here || device->request) {
        json_wipe(attr);
        if (fd >= 0)
            close(fd);
        return false;
    }
    device->request = ++device->desk->devices.last_request;
    device->done = done;
    device->mine = mine;
    role_put_with(
        &device->role,
        json_pack("{ss,si,ss,so,si}", "type", "request", "id", device->request, "verb", verb, "attr", attr, "ms", ms),
        fd);
    return true;
}

void device_tell(struct device *device, const char *what)
{
    if (device && device->request)
        role_put(&device->role, json_pack("{ss,si,ss}", "type", "tell", "id", device->request, "what", what));
}

void device_cancel(struct device *device)
{
    if (!device || !device->request)
        return;
    device->done = NULL;
    device->framed = NULL;
    role_put(&device->role, json_pack("{ss,si}", "type", "cancel", "id", device->request));
}
