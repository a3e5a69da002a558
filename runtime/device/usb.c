/* usb.c - a port over USB: a pair of bulk endpoints, by libusb's asynchronous transfers in our own loop.
 *
 * libusb looks for no devices here (it would start a thread for that, which no lock holds): bus.h finds the device, its
 * folder is watched like a serial line's, and libusb gets the open file. Its callbacks only note what ended, since a
 * transfer can be waited for, and a device closed, only outside of them. Whatever ends a transfer - error, stall, no
 * device - is one thing: the port is lost, and opened again. How far a transfer got that did not end well nobody knows,
 * whatever it says of itself: so transfers are small, and what was submitted counts as perhaps taken. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "device/bus.h"
#include "device/pair.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
    TRANSFER_BYTES = 4096, /* a whole number of packets at every speed; little, since a reset cannot take it back */
    LEAVING_MS = 300,      /* a device that fails is often about to leave: until it has, it is not opened again */
    EMPTY_MS = 50,         /* some devices answer at once, with nothing, when they have nothing to say */
    UNLINK_MS = 1000,      /* for the system to give a cancelled transfer back: it takes microseconds */
    WATCHES = 8,
};

struct pipe {
    struct libusb_transfer *transfer;
    bool under_way, ended;
    uint8_t bytes[TRANSFER_BYTES];
};

struct usb {
    struct bus_wanted wanted;
    struct node node;
    libusb_context *context;
    struct watch watches[WATCHES]; /* of libusb's descriptors; fd -1: free */
    struct bus_device device;
    struct pair pair;
    int fd; /* the device's file, -1 while there is none */
    libusb_device_handle *handle;
    struct pipe in, out;
    struct timer send;   /* the next transfer */
    struct timer listen; /* the pause after an empty answer */
    int64_t failed;      /* when `device` was lost; 0: it was not */
    bool stalled;        /* and one of its endpoints stays so until it is told */
};

/* ---- transfers */

static void LIBUSB_CALL on_end(struct libusb_transfer *transfer)
{
    struct pipe *pipe = transfer->user_data;
    pipe->under_way = false;
    pipe->ended = true;
}

static bool start(struct usb *usb, struct pipe *pipe, uint8_t endpoint, size_t n)
{
    pipe->ended = false;
    libusb_fill_bulk_transfer(pipe->transfer, usb->handle, endpoint, pipe->bytes, (int)n, on_end, pipe, 0);
    pipe->under_way = libusb_submit_transfer(pipe->transfer) == 0;
    return pipe->under_way;
}

static void lose(struct port *port, const char *why)
{
    struct usb *usb = port->own;
    say("usb %s: lost: %s", usb->device.path, why);
    usb->failed = clock_ms();
    port_lose(port);
}

static void listen_now(void *mine)
{
    struct port *port = mine;
    struct usb *usb = port->own;
    if (!start(usb, &usb->in, usb->pair.in, sizeof usb->in.bytes))
        lose(port, "it cannot be listened to");
}

static void push_now(void *mine)
{
    struct port *port = mine;
    struct usb *usb = port->own;
    size_t n = port->n_waiting < sizeof usb->out.bytes ? port->n_waiting : sizeof usb->out.bytes;
    memcpy(usb->out.bytes, port->waiting, n);
    port_risk(port, n);
    if (!start(usb, &usb->out, usb->pair.out, n))
        lose(port, "it cannot be sent to");
}

/* What is said in one turn leaves in one transfer. */
static void push(struct port *port)
{
    struct usb *usb = port->own;
    if (port->n_waiting > 0 && !usb->out.under_way && !usb->out.ended)
        loop_after(port->loop, &usb->send, 0);
}

static const char *how(struct usb *usb, const struct pipe *pipe)
{
    static const char *const words[] = {[LIBUSB_TRANSFER_COMPLETED] = "only a part was taken",
                                        [LIBUSB_TRANSFER_ERROR] = "error",
                                        [LIBUSB_TRANSFER_TIMED_OUT] = "timed out",
                                        [LIBUSB_TRANSFER_CANCELLED] = "cancelled",
                                        [LIBUSB_TRANSFER_STALL] = "stall",
                                        [LIBUSB_TRANSFER_NO_DEVICE] = "no device",
                                        [LIBUSB_TRANSFER_OVERFLOW] = "overflow"};
    usb->stalled = pipe->transfer->status == LIBUSB_TRANSFER_STALL;
    return words[pipe->transfer->status];
}

static void hear(struct port *port)
{
    struct usb *usb = port->own;
    size_t n = (size_t)usb->in.transfer->actual_length;
    usb->in.ended = false;
    if (usb->in.transfer->status != LIBUSB_TRANSFER_COMPLETED) {
        lose(port, how(usb, &usb->in));
    } else if (n == 0) {
        loop_after(port->loop, &usb->listen, EMPTY_MS);
    } else {
        port_take(port, usb->in.bytes, n);
        explicit_bzero(usb->in.bytes, n);
        listen_now(port);
    }
}

static void push_on(struct port *port)
{
    struct usb *usb = port->own;
    size_t n = (size_t)usb->out.transfer->length;
    usb->out.ended = false;
    if (usb->out.transfer->status != LIBUSB_TRANSFER_COMPLETED || (size_t)usb->out.transfer->actual_length != n) {
        lose(port, how(usb, &usb->out));
        return;
    }
    explicit_bzero(usb->out.bytes, n);
    port_took(port, n);
    push(port);
}

static void on_event(void *mine, bool readable, bool writable)
{
    struct port *port = mine;
    struct usb *usb = port->own;
    (void)readable, (void)writable;
    libusb_handle_events_timeout_completed(usb->context, &(struct timeval){0}, NULL);
    if (port->state == PORT_OPEN && usb->out.ended) /* first: what is heard may be the answer to it */
        push_on(port);
    if (port->state == PORT_OPEN && usb->in.ended)
        hear(port);
}

/* ---- libusb's descriptors in our loop */

static void LIBUSB_CALL on_descriptor(int fd, short events, void *mine)
{
    struct port *port = mine;
    struct usb *usb = port->own;
    for (size_t i = 0; i < WATCHES; i++)
        if (usb->watches[i].fd < 0) {
            usb->watches[i] = (struct watch){fd, on_event, port};
            loop_watch(port->loop, &usb->watches[i], events & 4 /* POLLOUT */);
            return;
        }
    die("libusb has more than %d descriptors", WATCHES);
}

static void LIBUSB_CALL on_descriptor_gone(int fd, void *mine)
{
    struct port *port = mine;
    struct usb *usb = port->own;
    for (size_t i = 0; i < WATCHES; i++)
        if (usb->watches[i].fd == fd) {
            loop_unwatch(port->loop, &usb->watches[i]);
            usb->watches[i].fd = -1;
        }
}

static int start_libusb(struct port *port)
{
    struct usb *usb = port->own;
    libusb_set_option(NULL, LIBUSB_OPTION_NO_DEVICE_DISCOVERY);
    int why = libusb_init(&usb->context);
    if (why < 0)
        return fail(E_IO, "libusb: %s", libusb_strerror(why));
    const struct libusb_pollfd **all = libusb_get_pollfds(usb->context);
    for (size_t i = 0; all && all[i]; i++)
        on_descriptor(all[i]->fd, all[i]->events, port);
    libusb_free_pollfds(all);
    libusb_set_pollfd_notifiers(usb->context, on_descriptor, on_descriptor_gone, port);
    usb->in.transfer = libusb_alloc_transfer(0);
    usb->out.transfer = libusb_alloc_transfer(0);
    must(usb->in.transfer && usb->out.transfer);
    return OK;
}

/* ---- there or not there */

static int read_address(struct port *port, const char *address)
{
    struct usb *usb = port->own;
    usb->fd = -1;
    usb->send = (struct timer){.due = push_now, .mine = port};
    usb->listen = (struct timer){.due = listen_now, .mine = port};
    for (size_t i = 0; i < WATCHES; i++)
        usb->watches[i].fd = -1;
    if (bus_read(&usb->wanted, address) < 0)
        return E_FORMAT;
    node_open(&usb->node, port, "/dev/bus/usb/");
    return start_libusb(port);
}

/* It is there and cannot be had. */
static int refuse(struct port *port, const char *word, const char *sentence)
{
    const struct usb *usb = port->own;
    return port_refuse(port, word, "usb %04x:%04x %s: %s", usb->wanted.vendor, usb->wanted.product, usb->device.path,
                       sentence);
}

static int find(struct port *port)
{
    struct usb *usb = port->own;
    unsigned bus = usb->device.bus, number = usb->device.number;
    int n = bus_find(&usb->wanted, &usb->device);
    if (n == 0)
        return refuse(port, NULL, "");
    if (n > 1)
        return refuse(port, "several",
                      usb->wanted.serial[0]
                          ? "several devices have this serial number: say which by its place, ,path=1-2"
                          : "several are plugged: say which with ,serial=TEXT or ,path=1-2");
    if (bus == usb->device.bus && number == usb->device.number && clock_ms() - usb->failed < LEAVING_MS && usb->failed)
        return E_GONE;
    return OK;
}

static int open_device(struct port *port)
{
    struct usb *usb = port->own;
    usb->fd = bus_open(&usb->device);
    if (usb->fd == -EACCES || usb->fd == -EPERM)
        return refuse(port, "access",
                      "the device file may not be opened: a udev rule must give it to the driver's user");
    if (usb->fd < 0 || libusb_wrap_sys_device(usb->context, usb->fd, &usb->handle) < 0)
        return E_GONE;
    int code = pair_find(libusb_get_device(usb->handle), &usb->pair);
    if (code < 0)
        return refuse(port, code == E_GONE ? NULL : "shape",
                      "it has no interface with a bulk endpoint in either direction, or says nonsense");
    return OK;
}

/* usblp and its like get the device back when it is released. */
static int claim(struct port *port)
{
    struct usb *usb = port->own;
    libusb_set_auto_detach_kernel_driver(usb->handle, 1);
    int code = libusb_claim_interface(usb->handle, usb->pair.interface);
    if (code < 0)
        return refuse(port, code == LIBUSB_ERROR_BUSY ? "claimed" : NULL, "another program has it");
    if (usb->pair.setting > 0 &&
        libusb_set_interface_alt_setting(usb->handle, usb->pair.interface, usb->pair.setting) < 0)
        return E_GONE;
    if (usb->stalled) {
        libusb_clear_halt(usb->handle, usb->pair.in);
        libusb_clear_halt(usb->handle, usb->pair.out);
    }
    return start(usb, &usb->in, usb->pair.in, sizeof usb->in.bytes) ? OK : E_GONE;
}

static int call(struct port *port)
{
    struct usb *usb = port->own;
    bus_watch(&usb->node);
    if (find(port) < 0 || open_device(port) < 0 || claim(port) < 0)
        return E_GONE;
    usb->failed = 0;
    usb->stalled = false;
    say("usb %s: %04x:%04x, interface %d", usb->device.path, usb->wanted.vendor, usb->wanted.product,
        usb->pair.interface);
    port_answered(port);
    return OK;
}

static void take_back(struct usb *usb)
{
    int64_t until = clock_ms() + UNLINK_MS;
    if (usb->in.under_way)
        libusb_cancel_transfer(usb->in.transfer);
    if (usb->out.under_way)
        libusb_cancel_transfer(usb->out.transfer);
    while (usb->in.under_way || usb->out.under_way) {
        libusb_handle_events_timeout_completed(usb->context, &(struct timeval){.tv_usec = 10000}, NULL);
        if (clock_ms() > until)
            die("usb %s: the system does not give a transfer back", usb->device.path);
    }
    usb->in.ended = usb->out.ended = false;
    explicit_bzero(usb->in.bytes, sizeof usb->in.bytes);
    explicit_bzero(usb->out.bytes, sizeof usb->out.bytes);
}

/* Hard: the device is reset on its bus and drops what it has taken in and not looked at. */
static void hang_up(struct port *port, bool hard)
{
    struct usb *usb = port->own;
    loop_forget(port->loop, &usb->send);
    loop_forget(port->loop, &usb->listen);
    take_back(usb);
    if (usb->handle) {
        if (hard)
            libusb_reset_device(usb->handle);
        libusb_release_interface(usb->handle, usb->pair.interface);
        libusb_close(usb->handle);
    }
    if (usb->fd >= 0)
        close(usb->fd);
    usb->handle = NULL;
    usb->fd = -1;
}

static void close_usb(struct port *port)
{
    struct usb *usb = port->own;
    node_close(&usb->node);
    if (!usb->context)
        return;
    libusb_free_transfer(usb->in.transfer);
    libusb_free_transfer(usb->out.transfer);
    libusb_exit(usb->context);
}

const struct port_kind port_usb = {
    .scheme = "usb:",
    .form = "usb:VENDOR:PRODUCT, four hexadecimal digits each as lsusb shows them, and where several are plugged "
            "which: usb:04b8:0e15 or usb:04b8:0e15,serial=X3AF012345 or usb:04b8:0e15,path=1-2.3",
    .bit = KD_USB,
    .own_size = sizeof(struct usb),
    .files = bus_files,
    .read = read_address,
    .call = call,
    .push = push,
    .hang_up = hang_up,
    .close = close_usb,
};
