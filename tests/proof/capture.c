/* capture: captured USB traffic of every form, made here byte by byte; and a driver that is played against it. */
#define _GNU_SOURCE
#include "test.h"

#include "base/memfile.h"
#include "proof/capture.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct file {
    uint8_t bytes[8192];
    size_t n;
    bool big, next_generation, short_heads; /* big endian, pcapng, 48 bytes before the data */
};

static char tmp[] = "/tmp/capture-XXXXXX";

/* A number, or more than 8 zeros. */
static void put(struct file *f, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        f->bytes[f->n++] = (uint8_t)(n > 8 ? 0 : value >> 8 * (f->big ? n - 1 - i : i));
}

static void begin(struct file *f)
{
    uint32_t link = f->short_heads ? 189 : 220;
    f->n = 0;
    if (!f->next_generation) {
        put(f, 0xa1b2c3d4, 4);
        put(f, 2, 2), put(f, 4, 2), put(f, 0, 8), put(f, 65535, 4), put(f, link, 4);
        return;
    }
    put(f, 0x0a0d0d0a, 4), put(f, 28, 4), put(f, 0x1a2b3c4d, 4), put(f, 1, 4), put(f, UINT64_MAX, 8), put(f, 28, 4);
    put(f, 1, 4), put(f, 20, 4), put(f, link, 2), put(f, 0, 2), put(f, 0, 4), put(f, 20, 4);
}

struct urb {
    uint64_t id;
    char event;
    int kind; /* 2 control, 3 bulk */
    bool in;
    int device;
    const char *data;
    size_t length; /* of the transfer */
};

static void put_usb(struct file *f, const struct urb *u)
{
    put(f, u->id, 8), put(f, (uint8_t)u->event, 1), put(f, (uint64_t)u->kind, 1), put(f, u->in ? 0x81 : 0x02, 1);
    put(f, (uint64_t)u->device, 1), put(f, 1, 2), put(f, 0, 2), put(f, 0, 16);
    put(f, u->length, 4), put(f, strlen(u->data), 4), put(f, 0, f->short_heads ? 8 : 24);
    for (const char *at = u->data; *at; at++)
        f->bytes[f->n++] = (uint8_t)*at;
}

static void packet(struct file *f, struct urb u)
{
    size_t n = strlen(u.data) + (f->short_heads ? 48 : 64), padded = (n + 3) / 4 * 4;
    if (f->next_generation) {
        put(f, 6, 4), put(f, padded + 32, 4), put(f, 0, 12), put(f, n, 4), put(f, n, 4);
        put_usb(f, &u);
        put(f, 0, padded - n), put(f, padded + 32, 4);
    } else {
        put(f, 0, 8), put(f, n, 4), put(f, n, 4);
        put_usb(f, &u);
    }
}

/* A page on device 7 in two transfers, of which the first was taken in part; a stick on device 3; control transfers. */
static void make_page(struct file *f, const char *answer)
{
    begin(f);
    packet(f, (struct urb){1, 'S', 2, false, 7, "setup", 5});
    packet(f, (struct urb){2, 'S', 3, false, 3, "disk", 4});
    packet(f, (struct urb){3, 'S', 3, false, 7, "?HALO", 5});
    packet(f, (struct urb){4, 'S', 3, true, 7, "", 64});
    packet(f, (struct urb){2, 'C', 3, false, 3, "", 4});
    packet(f, (struct urb){3, 'C', 3, false, 7, "", 2});
    packet(f, (struct urb){5, 'S', 3, false, 7, "ALO", 3});
    packet(f, (struct urb){5, 'C', 3, false, 7, "", 3});
    packet(f, (struct urb){4, 'C', 3, true, 7, answer, strlen(answer)});
}

static void check_transfer(const struct transfer *t, bool in, const char *bytes)
{
    check(t->in == in && t->device == 7 && t->n == strlen(bytes) && memcmp(t->at, bytes, t->n) == 0);
}

static void test_reading(struct file *f)
{
    struct capture capture;
    make_page(f, ".K");
    check(capture_read(&capture, "page", f->bytes, f->n) == OK && capture.n == 3);
    if (capture.n == 3) {
        check_transfer(&capture.transfers[0], false, "?H");
        check_transfer(&capture.transfers[1], false, "ALO");
        check_transfer(&capture.transfers[2], true, ".K");
    }
    capture_free(&capture);
    for (size_t n = 0; n < f->n; n++) { /* cut off anywhere it is less, and never wrong */
        uint8_t *exact = memcpy(make(n + 1), f->bytes, n);
        int code = capture_read(&capture, "a part", exact, n);
        check(code == OK ? capture.n > 0 && capture.n <= 3 : code == E_FORMAT);
        capture_free(&capture);
        free(exact);
    }
}

static void test_foreign(void)
{
    struct file f = {0};
    struct capture capture;
    begin(&f);
    check(capture_read(&capture, "nothing in it", f.bytes, f.n) == E_FORMAT);
    f.bytes[20] = 1;
    check(capture_read(&capture, "Ethernet", f.bytes, f.n) == E_FORMAT);
    check(capture_read(&capture, "text", (const uint8_t *)"scene that is no capture", 24) == E_FORMAT);
}

/* The exit code of the kit with this capture; what it says goes to `said`. */
static int try(const struct file *f, const char *request, char said[static 8192])
{
    const char *path = turn_text("%s/usb.pcap", tmp);
    check(file_write_path(path, f->bytes, f->n, 0600) == OK);
    FILE *from = popen(turn_text("'%s/bin/anjungan-drivertest' '%s/good.so' '%s/tests/proof/spoiled.txt' --fuzz 10 "
                                 "--capture '%s' --request '%s' --keep '%s/kept' 2>&1",
                                 BUILD, BAD, SOURCE, path, request, tmp),
                       "r");
    check(from != NULL);
    size_t n = from ? fread(said, 1, 8191, from) : 0;
    said[n] = '\0';
    int status = from ? pclose(from) : -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void expect(const char *said, const char *what)
{
    test_checks++;
    if (strstr(said, what))
        return;
    test_failures++;
    fprintf(stderr, "it was not said: %s; but:\n%s\n", what, said);
}

static void test_driver(void)
{
    static char said[8192];
    struct file f = {0};
    make_page(&f, ".K");
    check(try(&f, "print raster=\"HALO\"", said) == 0);
    expect(said, "level: silver");
    check(access(turn_text("%s/kept/capture.txt", tmp), R_OK) == 0);
    check(try(&f, "print raster=\"OLAH\"", said) == 1);
    expect(said, "the driver has sent 3f 4f 4c 41 48; wanted: 3f 48");
    make_page(&f, ".N");
    check(try(&f, "print raster=\"HALO\"", said) == 1);
    expect(said, "it has ended \"jam unknown\", wanted \"ok done\"");
    f.n = 30;
    check(try(&f, "print raster=\"HALO\"", said) == 1);
    expect(said, "it cannot be read as captured USB");
}

int main(void)
{
    check(mkdtemp(tmp) != NULL);
    for (int i = 0; i < 8; i++)
        test_reading(&(struct file){.big = i & 1, .next_generation = i & 2, .short_heads = i & 4});
    test_foreign();
    test_driver();
    check(system(turn_text("rm -rf '%s'", tmp)) == 0);
    turn_end();
    return test_end();
}
