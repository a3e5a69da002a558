/* liar.c - see liar.h. */
#define _GNU_SOURCE
#include "liar.h"

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

static struct liar {
    const uint8_t *bytes;
    size_t n;
    int ours;
    pthread_t thread;
} liar;

static bool read_all(void *to, size_t n)
{
    return recv(liar.ours, to, n, MSG_WAITALL) == (ssize_t)n;
}

static void end(uint32_t command, uint32_t number, int status, const void *data, size_t n)
{
    struct message m = {.command = htonl(command), .number = number};
    m.end.status = htonl((uint32_t)status);
    m.end.length = htonl((uint32_t)n);
    if (send(liar.ours, &m, sizeof m, MSG_NOSIGNAL) == sizeof m && data && n > 0)
        send(liar.ours, data, n, MSG_NOSIGNAL);
}

/* Only what can be asked before it is known: its descriptors, its state; all else is granted. */
static void answer(const struct message *m, size_t wanted)
{
    static const uint8_t none[2];
    const struct usb_ctrlrequest *c = &m->submit.setup;
    const uint8_t *from = none;
    size_t n = sizeof none;
    if (c->bRequest == USB_REQ_GET_DESCRIPTOR) {
        bool device = c->wValue >> 8 == USB_DT_DEVICE, known = device || c->wValue >> 8 == USB_DT_CONFIG;
        size_t first = device ? 0 : DEVICE_BYTES, last = device || liar.n < DEVICE_BYTES ? DEVICE_BYTES : liar.n;
        from = known ? liar.bytes + first : NULL;
        n = last - first;
    }
    if (!(c->bRequestType & USB_DIR_IN))
        end(SUBMITTED, m->number, 0, NULL, 0);
    else if (from)
        end(SUBMITTED, m->number, 0, from, n < wanted ? n : wanted);
    else
        end(SUBMITTED, m->number, -EPIPE, NULL, 0);
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
        end(SUBMITTED, m->number, 0, NULL, n); /* and an IN transfer waits for ever */
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

void liar_in(const uint8_t *descriptors, size_t n)
{
    enum { PORT = 0, DEVICE = 1 << 16 | 2, HIGH_SPEED = 3 };
    int ends[2];
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    liar = (struct liar){.bytes = descriptors, .n = n, .ours = ends[0]};
    must(pthread_create(&liar.thread, NULL, serve, NULL) == 0);
    kernel_put(VHCI "attach", turn_text("%d %d %d %d", PORT, ends[1], DEVICE, HIGH_SPEED));
    close(ends[1]);
}

void liar_out(void)
{
    kernel_put(VHCI "detach", "0");
    shutdown(liar.ours, SHUT_RDWR);
    pthread_join(liar.thread, NULL);
    close(liar.ours);
}
