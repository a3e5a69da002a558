/* capture: what goes over the cable while a printer is plugged in, asked how it is, and prints a small slip, as the
 * kernel's usbmon sees it: a pcap file as tcpdump writes it, for `anjungan drivertest --capture`. The file and the
 * request that was made are given away; tests/proof/captured says what becomes of them. */
#define _GNU_SOURCE
#include "plugged.h"

#include "host.h"

#include <errno.h>
#include <sys/ioctl.h>

enum { WIDE = 16, HIGH = 48, SLIP = WIDE / 8 * HIGH, LINK_USB_MMAPPED = 220, LONGEST = 65536 };

/* As in the kernel's Documentation/usb/usbmon.rst. */
struct seen {
    uint64_t id;
    uint8_t event, kind, endpoint, device;
    uint16_t bus;
    uint8_t no_setup, no_data;
    int64_t seconds;
    int32_t microseconds, status;
    uint32_t length, n;
    uint8_t setup[8];
    int32_t interval, first;
    uint32_t flags, packets;
};

struct fetch {
    struct seen *head;
    void *bytes;
    size_t room;
};

#define USBMON_NEXT _IOW(0x92, 10, struct fetch)

static int open_usbmon(void)
{
    int fd = open("/dev/usbmon0", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    check(fd >= 0);
    return fd;
}

static void put_seen(FILE *to, const struct seen *head, const uint8_t *bytes)
{
    uint32_t n = (uint32_t)sizeof *head + head->n;
    const uint32_t packet[] = {(uint32_t)head->seconds, (uint32_t)head->microseconds, n, n};
    fwrite(packet, sizeof packet, 1, to);
    fwrite(head, sizeof *head, 1, to);
    fwrite(bytes, head->n, 1, to);
}

/* All that it has seen so far, oldest first. */
static void keep_seen(int usbmon)
{
    static uint8_t bytes[LONGEST];
    static const uint32_t start[] = {0xa1b2c3d4, 4 << 16 | 2, 0, 0, LONGEST, LINK_USB_MMAPPED};
    struct seen head;
    struct fetch fetch = {&head, bytes, sizeof bytes};
    char *file;
    size_t n;
    FILE *to = open_memstream(&file, &n);
    must(to != NULL);
    fwrite(start, sizeof start, 1, to);
    while (ioctl(usbmon, USBMON_NEXT, &fetch) == 0)
        put_seen(to, &head, bytes);
    check(errno == EWOULDBLOCK);
    fclose(to);
    host_keep("escpos.pcap", file, n);
    free(file);
}

/* A row of crosses. */
static void draw(uint8_t slip[static SLIP])
{
    for (int y = 0; y < HIGH; y++) {
        unsigned row = 0x8000u >> y % WIDE | 1u << y % WIDE;
        slip[2 * y] = (uint8_t)(row >> 8);
        slip[2 * y + 1] = (uint8_t)row;
    }
}

static void print_slip(const uint8_t slip[static SLIP])
{
    struct truth before = look();
    int fd = memfile_make("slip", slip, SLIP);
    core_ask(&core, ++last_id, "print", json_pack("{ss,si,si}", "number", "A027", "width", WIDE, "height", HIGH), 15000,
             fd);
    close(fd);
    core_expect(&core, last_id, "ok", "done");
    check(look().slips == before.slips + 1);
}

/* As drivertest is told it. */
static void keep_request(const uint8_t slip[static SLIP])
{
    char hex[2 * SLIP + 1];
    sodium_bin2hex(hex, sizeof hex, slip, SLIP);
    const char *text = turn_text("print number=\"A027\" width=%d height=%d raster=%s\n", WIDE, HIGH, hex);
    host_keep("escpos.request", text, strlen(text));
}

int main(void)
{
    uint8_t slip[SLIP];
    draw(slip);
    plugged_open();
    int usbmon = open_usbmon();
    gadget_plug();
    core_expect_status(&core, "online", "full");
    print_slip(slip);
    note("printed");
    keep_seen(usbmon);
    keep_request(slip);
    close(usbmon);
    return plugged_close();
}
