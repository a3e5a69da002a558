/* capture: captured USB traffic of every form, made here byte by byte; and a driver that is played against it. */
#define _GNU_SOURCE
#include "test.h"

#include "base/memfile.h"
#include "proof/capture.h"
#include "usbmon.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char tmp[] = "/tmp/capture-XXXXXX";

static void packet(struct usbmon *f, uint64_t id, char event, bool in, int device, const char *data, size_t length)
{
    int kind = *data == 's' ? USBMON_CONTROL : USBMON_BULK; /* "setup" */
    usbmon_add(f, (struct urb){id, event, kind, in, device, data, strlen(data), length});
}

/* A page on device 7 in two transfers, of which the first was taken in part; a stick on device 3; control transfers. */
static void make_page(struct usbmon *f, const char *answer)
{
    usbmon_begin(f);
    packet(f, 1, 'S', false, 7, "setup", 5);
    packet(f, 2, 'S', false, 3, "disk", 4);
    packet(f, 3, 'S', false, 7, "?HALO", 5);
    packet(f, 4, 'S', true, 7, "", 64);
    packet(f, 2, 'C', false, 3, "", 4);
    packet(f, 3, 'C', false, 7, "", 2);
    packet(f, 5, 'S', false, 7, "ALO", 3);
    packet(f, 5, 'C', false, 7, "", 3);
    packet(f, 4, 'C', true, 7, answer, strlen(answer));
}

static void check_transfer(const struct transfer *t, bool in, const char *bytes)
{
    check(t->in == in && t->device == 7 && t->n == strlen(bytes) && memcmp(t->at, bytes, t->n) == 0);
}

static void test_reading(struct usbmon *f)
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
    struct usbmon f = {0};
    struct capture capture;
    usbmon_begin(&f);
    check(capture_read(&capture, "nothing in it", f.bytes, f.n) == E_FORMAT);
    f.bytes[20] = 1;
    check(capture_read(&capture, "Ethernet", f.bytes, f.n) == E_FORMAT);
    check(capture_read(&capture, "text", (const uint8_t *)"scene that is no capture", 24) == E_FORMAT);
}

/* The exit code of the kit with this capture; what it says goes to `said`. */
static int try(const struct usbmon *f, const char *request, char said[static 8192])
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
    struct usbmon f = {0};
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
        test_reading(&(struct usbmon){.big = i & 1, .next_generation = i & 2, .short_heads = i & 4});
    test_foreign();
    test_driver();
    check(system(turn_text("rm -rf '%s'", tmp)) == 0);
    turn_end();
    return test_end();
}
