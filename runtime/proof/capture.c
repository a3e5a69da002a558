/* capture.c - see capture.h. Above: the two file formats, down to one packet; below: what usbmon says in it.
 *
 * An OUT transfer's bytes stand in its submission and count when it is over, as many as were taken; an IN transfer's
 * bytes stand in its end. */
#include "proof/capture.h"

#include <stdlib.h>
#include <string.h>

enum {
    LINK_USB = 189,
    LINK_USB_MMAPPED = 220,
    HEAD_USB = 48,
    HEAD_USB_MMAPPED = 64,
    BULK = 3,
    WAITING = 64,    /* OUT transfers under way at once */
    INTERFACES = 16, /* of a pcapng file */
};

struct reader {
    const char *what;
    const uint8_t *at, *end;
    bool swapped; /* the file's numbers are the other way round */
    struct capture *capture;
    struct {
        uint64_t id;
        struct transfer transfer;
    } waiting[WAITING];
    size_t n_waiting;
    uint32_t links[INTERFACES];
    size_t n_links;
};

static uint32_t number(const struct reader *r, const uint8_t *at, size_t n)
{
    uint32_t value = 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | at[r->swapped ? i : n - 1 - i];
    return value;
}

static uint32_t u32(const struct reader *r, const uint8_t *at)
{
    return number(r, at, 4);
}

static uint64_t u64(const struct reader *r, const uint8_t *at)
{
    uint64_t one = u32(r, at), other = u32(r, at + 4);
    return r->swapped ? one << 32 | other : other << 32 | one;
}

/* ---- usbmon */

static void add(struct capture *capture, struct transfer transfer)
{
    if (transfer.n == 0)
        return;
    if (capture->n == capture->room) {
        capture->room = capture->room ? 2 * capture->room : 64;
        capture->transfers = realloc(capture->transfers, capture->room * sizeof *capture->transfers);
        must(capture->transfers != NULL);
    }
    capture->transfers[capture->n++] = transfer;
}

static void submit(struct reader *r, uint64_t id, struct transfer transfer)
{
    if (r->n_waiting == WAITING) {
        memmove(r->waiting, r->waiting + 1, sizeof r->waiting - sizeof r->waiting[0]);
        r->n_waiting--;
    }
    r->waiting[r->n_waiting].id = id;
    r->waiting[r->n_waiting++].transfer = transfer;
}

static void complete(struct reader *r, uint64_t id, size_t taken)
{
    for (size_t i = 0; i < r->n_waiting; i++) {
        if (r->waiting[i].id != id)
            continue;
        struct transfer transfer = r->waiting[i].transfer;
        transfer.n = taken < transfer.n ? taken : transfer.n;
        add(r->capture, transfer);
        r->n_waiting--;
        memmove(&r->waiting[i], &r->waiting[i + 1], (r->n_waiting - i) * sizeof r->waiting[0]);
        return;
    }
}

static void read_usb(struct reader *r, const uint8_t *at, size_t n, size_t head)
{
    if (n < head || at[9] != BULK)
        return;
    size_t there = u32(r, at + 36), length = u32(r, at + 32);
    there = there < n - head ? there : n - head;
    struct transfer transfer = {at[10] & 0x80, (uint16_t)number(r, at + 12, 2), at[11], at + head, there};
    uint64_t id = u64(r, at);
    if (at[8] == 'S' && !transfer.in)
        submit(r, id, transfer);
    else if (at[8] == 'C' && !transfer.in)
        complete(r, id, length);
    else if (at[8] == 'C')
        add(r->capture, transfer);
}

static void read_packet(struct reader *r, uint32_t link, const uint8_t *at, size_t n)
{
    if (link == LINK_USB_MMAPPED)
        read_usb(r, at, n, HEAD_USB_MMAPPED);
    else if (link == LINK_USB)
        read_usb(r, at, n, HEAD_USB);
}

/* ---- pcap */

enum { PCAP_HEAD = 24, PCAP_PACKET = 16 };

/* In milli- or nanoseconds, which does not matter here. */
static bool is_pcap(struct reader *r)
{
    for (int swapped = 0; swapped < 2; swapped++) {
        r->swapped = swapped;
        uint32_t magic = u32(r, r->at);
        if (magic == 0xa1b2c3d4 || magic == 0xa1b23c4d)
            return true;
    }
    return false;
}

static int read_pcap(struct reader *r)
{
    uint32_t link = u32(r, r->at + 20) & 0xffff;
    if (link != LINK_USB && link != LINK_USB_MMAPPED)
        return fail(E_FORMAT, "%s: a capture of kind %u; USB is 220 or 189", r->what, link);
    r->at += PCAP_HEAD;
    while (r->end - r->at >= PCAP_PACKET) {
        size_t n = u32(r, r->at + 8);
        r->at += PCAP_PACKET;
        if (n > (size_t)(r->end - r->at))
            break;
        read_packet(r, link, r->at, n);
        r->at += n;
    }
    return OK;
}

/* ---- pcapng */

enum { SECTION = 0x0a0d0d0a, INTERFACE = 1, PACKET = 6, BLOCK_MIN = 12, PACKET_HEAD = 28, BYTE_ORDER = 0x1a2b3c4d };

static int start_section(struct reader *r)
{
    r->n_links = 0;
    for (int swapped = 0; swapped < 2; swapped++) {
        r->swapped = swapped;
        if (u32(r, r->at + 8) == BYTE_ORDER)
            return OK;
    }
    return fail(E_FORMAT, "%s: a section whose byte order cannot be told", r->what);
}

static void read_block(struct reader *r, uint32_t type, size_t size)
{
    if (type == INTERFACE && size >= 20 && r->n_links < INTERFACES)
        r->links[r->n_links++] = number(r, r->at + 8, 2);
    if (type != PACKET || size < PACKET_HEAD + 4)
        return;
    size_t interface = u32(r, r->at + 8), n = u32(r, r->at + 20), room = size - PACKET_HEAD - 4;
    if (interface < r->n_links)
        read_packet(r, r->links[interface], r->at + PACKET_HEAD, n < room ? n : room);
}

static int read_pcapng(struct reader *r)
{
    while (r->end - r->at >= BLOCK_MIN) {
        uint32_t type = u32(r, r->at); /* that of a section reads the same both ways */
        if (type == SECTION && start_section(r) < 0)
            return E_FORMAT;
        size_t size = u32(r, r->at + 4);
        if (size < BLOCK_MIN || size % 4 != 0)
            return fail(E_FORMAT, "%s: a block of %zu bytes", r->what, size);
        if (size > (size_t)(r->end - r->at))
            break;
        read_block(r, type, size);
        r->at += size;
    }
    return OK;
}

/* ---- the one device */

enum { DEVICES = 64 };

static bool is_same(const struct transfer *a, const struct transfer *b)
{
    return a->bus == b->bus && a->device == b->device;
}

static void keep_one_device(struct capture *capture)
{
    struct transfer devices[DEVICES]; /* n: all bytes of it */
    size_t n_devices = 0, most = 0, n = 0;
    for (size_t i = 0; i < capture->n; i++) {
        const struct transfer *t = &capture->transfers[i];
        size_t d = 0;
        while (d < n_devices && !is_same(&devices[d], t))
            d++;
        if (d < n_devices)
            devices[d].n += t->n;
        else if (d < DEVICES)
            devices[n_devices++] = *t;
    }
    for (size_t d = 1; d < n_devices; d++)
        most = devices[d].n > devices[most].n ? d : most;
    for (size_t i = 0; i < capture->n; i++)
        if (is_same(&capture->transfers[i], &devices[most]))
            capture->transfers[n++] = capture->transfers[i];
    capture->n = n;
}

int capture_read(struct capture *capture, const char *what, const uint8_t *bytes, size_t n)
{
    struct reader r = {.what = what, .at = bytes, .end = bytes + n, .capture = capture};
    *capture = (struct capture){0};
    int code = E_FORMAT;
    if (n >= PCAP_HEAD && is_pcap(&r))
        code = read_pcap(&r);
    else if (n >= PCAP_HEAD && u32(&r, bytes) == SECTION)
        code = read_pcapng(&r);
    else
        fail(E_FORMAT, "%s: neither pcap nor pcapng", what);
    if (code == OK && capture->n == 0)
        code = fail(E_FORMAT, "%s: no bulk transfers in it", what);
    if (code == OK)
        keep_one_device(capture);
    return code;
}

void capture_free(struct capture *capture)
{
    free(capture->transfers);
    *capture = (struct capture){0};
}
