/* cable.c - see cable.h. */
#define _GNU_SOURCE
#include "cable.h"

#include "guest.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/usb/ch9.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define VHCI "/sys/devices/platform/vhci_hcd.0/"

enum { SUBMIT = 1, UNLINK = 2, SUBMITTED = 3, UNLINKED = 4, DEVICE_BYTES = 18, MOST = 65536 };

/* As in the kernel's Documentation/usb/usbip_protocol.rst, all numbers in network order. */
struct message {
    uint32_t command, number, device, in, endpoint;
    union {
        struct {
            uint32_t flags, length, first, packets, interval;
            struct usb_ctrlrequest setup;
        } submit;
        struct {
            uint32_t status, length, first, packets, errors;
            uint8_t unused[8];
        } end;
    };
} __attribute__((packed));

static struct cable {
    const struct cable_device *device;
    int ours;
    pthread_t thread;
} cable;

static bool read_all(void *to, size_t n)
{
    return recv(cable.ours, to, n, MSG_WAITALL) == (ssize_t)n;
}

static void end(uint32_t command, uint32_t number, int status, const void *data, size_t n)
{
    struct message m = {.command = htonl(command), .number = number};
    m.end.status = htonl((uint32_t)status);
    m.end.length = htonl((uint32_t)n);
    if (send(cable.ours, &m, sizeof m, MSG_NOSIGNAL) == sizeof m && data && n > 0)
        send(cable.ours, data, n, MSG_NOSIGNAL);
}

/* The device's and the configuration's; it has no others. */
static size_t get_descriptor(const struct usb_ctrlrequest *c, const uint8_t **at)
{
    const struct cable_device *is = cable.device;
    bool device = c->wValue >> 8 == USB_DT_DEVICE, known = device || c->wValue >> 8 == USB_DT_CONFIG;
    size_t first = device ? 0 : DEVICE_BYTES, last = device || is->n < DEVICE_BYTES ? DEVICE_BYTES : is->n;
    *at = known ? is->descriptors + first : NULL;
    return known ? last - first : 0;
}

/* What a device is asked before it is known, and what it says itself; all else is granted. */
static size_t find_answer(const struct usb_ctrlrequest *c, const uint8_t **at)
{
    static const uint8_t none[2];
    static uint8_t said[256];
    if ((c->bRequestType & USB_TYPE_MASK) == USB_TYPE_CLASS && cable.device->get) {
        *at = said;
        return cable.device->get(c, said);
    }
    if (c->bRequest == USB_REQ_GET_DESCRIPTOR)
        return get_descriptor(c, at);
    *at = none;
    return sizeof none;
}

static void answer(const struct message *m, size_t wanted)
{
    const uint8_t *at;
    size_t n = find_answer(&m->submit.setup, &at);
    if (!(m->submit.setup.bRequestType & USB_DIR_IN))
        end(SUBMITTED, m->number, 0, NULL, wanted);
    else if (at)
        end(SUBMITTED, m->number, 0, at, n < wanted ? n : wanted);
    else
        end(SUBMITTED, m->number, -EPIPE, NULL, 0);
}

static void give(const struct message *m, size_t room)
{
    static uint8_t bytes[MOST];
    if (cable.device->in)
        end(SUBMITTED, m->number, 0, bytes, cable.device->in(bytes, room < sizeof bytes ? room : sizeof bytes));
}

static void take(const struct message *m)
{
    static uint8_t sent[MOST];
    size_t n = ntohl(m->submit.length);
    if (!m->in && n > 0 && (n > sizeof sent || !read_all(sent, n)))
        return;
    if (m->endpoint == 0)
        answer(m, n);
    else if (!m->in)
        end(SUBMITTED, m->number, 0, NULL, n);
    else
        give(m, n);
}

static void *serve(void *mine)
{
    struct message m;
    (void)mine;
    while (read_all(&m, sizeof m)) {
        if (ntohl(m.command) == UNLINK)
            end(UNLINKED, m.number, -ECONNRESET, NULL, 0);
        else
            take(&m);
    }
    return NULL;
}

void cable_plug(const struct cable_device *device)
{
    enum { PORT = 0, DEVICE = 1 << 16 | 2, HIGH_SPEED = 3 };
    int ends[2];
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    cable = (struct cable){.device = device, .ours = ends[0]};
    must(pthread_create(&cable.thread, NULL, serve, NULL) == 0);
    kernel_put(VHCI "attach", turn_text("%d %d %d %d", PORT, ends[1], DEVICE, HIGH_SPEED));
    close(ends[1]);
}

void cable_pull(void)
{
    kernel_put(VHCI "detach", "0");
    shutdown(cable.ours, SHUT_RDWR);
    pthread_join(cable.thread, NULL);
    close(cable.ours);
}
