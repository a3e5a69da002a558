/* gadget.c - see gadget.h. Two threads: one takes what the host sends, one gives it the printer's answers, since both
 * wait inside the kernel. */
#define _GNU_SOURCE
#include "gadget.h"

#include "guest.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/usb/functionfs.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define GADGET "/sys/kernel/config/usb_gadget/printer"
#define FILES "/run/gadget"

enum { PIECE = 512 };

struct function {
    struct usb_interface_descriptor interface;
    struct usb_endpoint_descriptor_no_audio out, in;
} __attribute__((packed));

#define FUNCTION(packet)                                                                                               \
    {                                                                                                                  \
        .interface = {9, USB_DT_INTERFACE, 0, 0, 2, USB_CLASS_PRINTER, 1, 2, 1},                                       \
        .out = {7, USB_DT_ENDPOINT, 1, USB_ENDPOINT_XFER_BULK, packet, 0},                                             \
        .in = {7, USB_DT_ENDPOINT, 2 | USB_DIR_IN, USB_ENDPOINT_XFER_BULK, packet, 0},                                 \
    }

static const struct {
    struct usb_functionfs_descs_head_v2 head;
    __le32 full, high;
    struct function full_speed, high_speed;
} __attribute__((packed)) descriptors = {
    .head = {FUNCTIONFS_DESCRIPTORS_MAGIC_V2, sizeof descriptors, FUNCTIONFS_HAS_FS_DESC | FUNCTIONFS_HAS_HS_DESC},
    .full = 3,
    .high = 3,
    .full_speed = FUNCTION(64),
    .high_speed = FUNCTION(512)};

static const struct {
    struct usb_functionfs_strings_head head;
    __le16 language;
    char name[8];
} __attribute__((packed)) strings = {{FUNCTIONFS_STRINGS_MAGIC, sizeof strings, 1, 1}, 0x0409, "printer"};

static struct gadget {
    pthread_mutex_t lock;
    pthread_cond_t said;
    struct printer *printer;
    int control, out, in;
    unsigned slow_us;
    enum gadget_end end;
    size_t end_after;
    uint8_t answers[4096];
    size_t n_answers;
} gadget = {.lock = PTHREAD_MUTEX_INITIALIZER, .said = PTHREAD_COND_INITIALIZER};

static void on_reply(void *mine, const uint8_t *bytes, size_t n)
{
    (void)mine;
    if (n > sizeof gadget.answers - gadget.n_answers)
        return;
    memcpy(gadget.answers + gadget.n_answers, bytes, n);
    gadget.n_answers += n;
    pthread_cond_signal(&gadget.said);
}

static void *give(void *mine)
{
    uint8_t bytes[sizeof gadget.answers];
    (void)mine;
    for (;;) {
        pthread_mutex_lock(&gadget.lock);
        while (gadget.n_answers == 0)
            pthread_cond_wait(&gadget.said, &gadget.lock);
        size_t n = gadget.n_answers;
        memcpy(bytes, gadget.answers, n);
        gadget.n_answers = 0;
        pthread_mutex_unlock(&gadget.lock);
        if (write(gadget.in, bytes, n) < 0)
            usleep(1000); /* nobody is there to hear it */
    }
    return NULL;
}

/* I/O in the wrong direction is how FunctionFS is told to stall an endpoint. */
static void come_to_an_end(enum gadget_end end)
{
    uint8_t none = 0;
    if (end == GADGET_LEAVES)
        gadget_unplug();
    else if (write(gadget.out, &none, 1) >= 0)
        die("the endpoint does not stall");
}

/* All of it, unless the printer's buffer stays full: then the rest waits here. True when something is to happen. */
static bool take_some(const uint8_t *bytes, size_t *done, size_t n, enum gadget_end *end)
{
    pthread_mutex_lock(&gadget.lock);
    size_t left = n - *done;
    bool ends = gadget.end != GADGET_STAYS && gadget.end_after <= left;
    size_t took = printer_take(gadget.printer, bytes + *done, ends ? gadget.end_after : left);
    *done += took;
    gadget.end_after -= took;
    ends &= gadget.end_after == 0;
    *end = gadget.end;
    if (ends)
        gadget.end = GADGET_STAYS;
    pthread_mutex_unlock(&gadget.lock);
    return ends;
}

static void take_piece(const uint8_t *bytes, size_t n)
{
    enum gadget_end end;
    for (size_t done = 0; done < n;) {
        if (take_some(bytes, &done, n, &end)) {
            come_to_an_end(end);
            return;
        }
        if (done < n)
            usleep(2000);
    }
}

static void *take(void *mine)
{
    uint8_t bytes[PIECE];
    (void)mine;
    for (;;) {
        ssize_t n = read(gadget.out, bytes, sizeof bytes);
        if (n > 0)
            take_piece(bytes, (size_t)n);
        else
            usleep(5000); /* unplugged: the next read waits for the plug */
        if (gadget.slow_us)
            usleep(gadget.slow_us);
    }
    return NULL;
}

/* Requests of the class: what the printer says it is, and a state that is always well, as cheap ones say it. */
static void answer(const struct usb_ctrlrequest *c)
{
    static const char id[] = "\0\055MFG:EPSON;CMD:ESC/POS;MDL:TM-T20;CLS:PRINTER;";
    size_t most = le16toh(c->wLength);
    ssize_t done;
    if (c->bRequestType == 0xa1 && c->bRequest == 0)
        done = write(gadget.control, id, most < sizeof id - 1 ? most : sizeof id - 1);
    else if (c->bRequestType == 0xa1 && c->bRequest == 1)
        done = write(gadget.control, "\x18", 1);
    else if (c->bRequestType & USB_DIR_IN)
        done = read(gadget.control, NULL, 0); /* the wrong direction: a stall */
    else
        done = write(gadget.control, NULL, 0);
    (void)done;
}

static void *control(void *mine)
{
    struct usb_functionfs_event event;
    (void)mine;
    while (read(gadget.control, &event, sizeof event) == sizeof event)
        if (event.type == FUNCTIONFS_SETUP)
            answer(&event.u.setup);
    return NULL;
}

static void make_folders(void)
{
    static const char *const folders[] = {GADGET, GADGET "/strings/0x409", GADGET "/configs/c.1",
                                          GADGET "/functions/ffs.printer", FILES};
    for (size_t i = 0; i < COUNT(folders); i++)
        if (mkdir(folders[i], 0755) < 0)
            die("%s: %s", folders[i], strerror(errno));
    kernel_put(GADGET "/idVendor", "0x04b8");
    kernel_put(GADGET "/idProduct", "0x0e15");
    kernel_put(GADGET "/strings/0x409/serialnumber", "A1");
    if (symlink(GADGET "/functions/ffs.printer", GADGET "/configs/c.1/ffs.printer") < 0 ||
        mount("printer", FILES, "functionfs", 0, NULL) < 0)
        die("functionfs: %s", strerror(errno));
}

void gadget_open(struct printer *printer)
{
    static void *(*const threads[])(void *) = {control, take, give};
    pthread_t thread;
    gadget.printer = printer;
    printer->reply = on_reply;
    make_folders();
    gadget.control = open(FILES "/ep0", O_RDWR | O_CLOEXEC);
    if (write(gadget.control, &descriptors, sizeof descriptors) < 0 ||
        write(gadget.control, &strings, sizeof strings) < 0)
        die("functionfs takes no descriptors: %s", strerror(errno));
    gadget.out = open(FILES "/ep1", O_RDWR | O_CLOEXEC);
    gadget.in = open(FILES "/ep2", O_RDWR | O_CLOEXEC);
    for (size_t i = 0; i < COUNT(threads); i++)
        must(pthread_create(&thread, NULL, threads[i], NULL) == 0);
}

void gadget_plug(void)
{
    pthread_mutex_lock(&gadget.lock);
    gadget.n_answers = 0;
    pthread_mutex_unlock(&gadget.lock);
    kernel_put(GADGET "/UDC", "dummy_udc.0");
}

void gadget_unplug(void)
{
    kernel_put(GADGET "/UDC", "\n");
}

void gadget_end_after(enum gadget_end end, size_t bytes)
{
    pthread_mutex_lock(&gadget.lock);
    gadget.end = end;
    gadget.end_after = bytes;
    pthread_mutex_unlock(&gadget.lock);
}

void gadget_set_slow(unsigned us)
{
    gadget.slow_us = us;
}

void gadget_do(void (*what)(struct printer *printer, void *mine), void *mine)
{
    pthread_mutex_lock(&gadget.lock);
    what(gadget.printer, mine);
    pthread_mutex_unlock(&gadget.lock);
}
