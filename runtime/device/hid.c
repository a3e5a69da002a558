/* hid.c - a port over an input device of the kernel's (evdev): scanners and magnetic readers that type what they read,
 * and whatever else has keys.
 *
 * The device is grabbed before anything of it is read: from then on nothing that it says is typed anywhere else. When
 * the kernel's buffer ran over it drops events and says SYN_DROPPED; what still comes up to the next report belongs to
 * the same broken piece and is left out too. */
#define _GNU_SOURCE
#include "device/node.h"
#include "device/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct hid {
    struct stream stream;
    struct node node;
    char path[200];
    bool dropped; /* up to the next report nothing counts */
    struct input_event event;
    size_t n_event; /* bytes of it that are here */
};

static void take(struct port *port, const uint8_t *bytes, size_t n);

static int read_address(struct port *port, const char *address)
{
    struct hid *hid = port->own;
    *hid = (struct hid){.stream = {.watch.fd = -1, .take = take}};
    if (address[0] != '/' || strlen(address) >= sizeof hid->path)
        return E_FORMAT;
    snprintf(hid->path, sizeof hid->path, "%s", address);
    node_open(&hid->node, port, hid->path);
    return OK;
}

static int call(struct port *port)
{
    struct hid *hid = port->own;
    node_watch(&hid->node);
    int fd = node_reach(&hid->node, O_RDONLY);
    if (fd < 0)
        return fd;
    if (ioctl(fd, EVIOCGRAB, 1) < 0) {
        bool taken = errno == EBUSY;
        close(fd);
        return port_refuse(port, taken ? "claimed" : NULL, "%s: another program has it", hid->path);
    }
    hid->dropped = false;
    hid->n_event = 0;
    stream_open(port, fd, false);
    return OK;
}

/* As hw/kiosk_driver.h says it, whatever machine this is. */
static void write_event(uint8_t to[KD_EVENT], unsigned type, unsigned code, uint32_t value)
{
    const uint8_t event[KD_EVENT] = {(uint8_t)type,          (uint8_t)(type >> 8),  (uint8_t)code,
                                     (uint8_t)(code >> 8),   (uint8_t)value,        (uint8_t)(value >> 8),
                                     (uint8_t)(value >> 16), (uint8_t)(value >> 24)};
    memcpy(to, event, KD_EVENT);
}

/* Does the driver hear of it? */
static bool counts(struct hid *hid)
{
    const struct input_event *event = &hid->event;
    bool report = event->type == EV_SYN && event->code == SYN_REPORT;
    if (hid->dropped) {
        hid->dropped = !report;
        return false;
    }
    hid->dropped = event->type == EV_SYN && event->code == SYN_DROPPED;
    return true;
}

static void take(struct port *port, const uint8_t *bytes, size_t n)
{
    struct hid *hid = port->own;
    uint8_t events[2048];
    size_t n_events = 0;
    for (size_t i = 0; i < n; i++) {
        ((uint8_t *)&hid->event)[hid->n_event++] = bytes[i];
        if (hid->n_event < sizeof hid->event)
            continue;
        hid->n_event = 0;
        if (!counts(hid))
            continue;
        write_event(events + n_events, hid->event.type, hid->event.code, (uint32_t)hid->event.value);
        n_events += KD_EVENT;
    }
    if (n_events > 0)
        port_take(port, events, n_events);
    explicit_bzero(events, n_events);
}

static void push(struct port *port)
{
    const struct hid *hid = port->own;
    (void)port;
    die("the driver sends to %s, which takes nothing", hid->path);
}

static void close_hid(struct port *port)
{
    struct hid *hid = port->own;
    node_close(&hid->node);
}

const struct port_kind port_hid = {
    .scheme = "hid:",
    .form = "hid:FILE, as in hid:/dev/input/by-id/usb-Symbol_Bar_Code_Scanner-event-kbd",
    .bit = KD_HID,
    .own_size = sizeof(struct hid),
    .files = node_files,
    .read = read_address,
    .call = call,
    .push = push,
    .hang_up = stream_hang_up,
    .close = close_hid,
};
