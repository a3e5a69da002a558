/* gold NAME: one of our drivers and all its transcripts, with its simulated device behind the kiosk's own host, and the
 * test as the person. It has to come through all of `anjungan drivertest`, up to its last line: `level: gold`. Then
 * what a printer said is played as if it had been captured: `level: silver`.
 *
 * Both are words about the simulator; what a real device says of a driver only a real device does (hw/README.md). */
#define _GNU_SOURCE
#include "device/rig.h"
#include "person.h"
#include "usbmon.h"

#include <glob.h>
#include <pthread.h>
#include <stdatomic.h>

enum { PRINTER, CARD, SCANNER, LAMP = 4, STRIPE, FOLDER };

static struct rig rig;
static struct person person;

static bool sees_slip(void)
{
    json_t *slips = rig_ask(&rig, "slips");
    bool one = json_array_size(slips) == 1 && json_is_true(json_object_get(json_array_get(slips, 0), "whole"));
    json_decref(slips);
    return one;
}

static bool lamp_flashes(void)
{
    json_t *status = rig_ask(&rig, "status"), *lamp = json_object_get(status, "lamp");
    bool both = strcmp(json_text(lamp, "yellow"), "flashes") == 0 && strcmp(json_text(lamp, "buzzer"), "flashes") == 0;
    json_decref(status);
    return both;
}

/* The bytes have left; they arrive a moment later. */
static bool sees_lamp(void)
{
    for (int64_t until = clock_ms() + RIG_PATIENCE; clock_ms() < until; poll(NULL, 0, 10))
        if (lamp_flashes())
            return true;
    return false;
}

static const struct setup {
    const char *driver, *device; /* what the simulator calls it */
    int port;
    const char *profile;
    const char *act, *shows; /* what the person does while it waits; what its done has to say */
    bool (*sees)(void);      /* NULL: that is enough */
    const char *request;     /* NULL: the usual one of its class */
} setups[] = {
    {"escpos", "printer", PRINTER, "width=64 band=6", NULL, "ok done", sees_slip,
     "print width=64 height=8 number=\"TEST\" raster=ffffffffffffffff8000000000000001800000000000000180000000000000018"
     "00000000000000180000000000000018000000000000001ffffffffffffffff"},
    {"simcard", "card", CARD, "", "card in 1", "\"nik\":", NULL, NULL},
    {"scan", "scanner", SCANNER, "aim=1", "scan LKR-07", "\"LKR-07\"", NULL, NULL},
    {"template", "scanner", SCANNER, "", "scan LKR-07", "LKR-07\"", NULL, NULL},
    {"msrline", "stripe", STRIPE, "", "stripe swipe 1", "\"track2\":", NULL, NULL},
    {"lamp", "lamp", LAMP, "", NULL, "ok done", sees_lamp, NULL},
    {"camera", "camera", FOLDER, "", NULL, "\"height\":720", NULL, NULL},
};

static const struct setup *setup;
static bool shown; /* it has said so */

/* ---- a line of which a copy is made */

static struct relay {
    int listener, port; /* the host calls */
    int to;             /* the simulator's port */
    atomic_bool recording;
    struct usbmon copy;
    uint64_t id;
} relay = {.copy = {.n = 0}};

static void copy_bytes(const uint8_t *bytes, size_t n, bool in)
{
    if (!relay.recording)
        return;
    relay.id++;
    usbmon_add(&relay.copy,
               (struct urb){relay.id, 'S', USBMON_BULK, in, 7, in ? "" : (const char *)bytes, in ? 0 : n, n});
    usbmon_add(&relay.copy,
               (struct urb){relay.id, 'C', USBMON_BULK, in, 7, in ? (const char *)bytes : "", in ? n : 0, n});
}

static bool pass_on(int from, int to, bool in)
{
    uint8_t bytes[2048];
    ssize_t n = read(from, bytes, sizeof bytes);
    if (n > 0)
        copy_bytes(bytes, (size_t)n, in);
    return n > 0 && send(to, bytes, (size_t)n, MSG_NOSIGNAL) == n;
}

static int call_simulator(void)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)relay.to), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    check(fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0);
    return fd;
}

/* One caller after the other, until the listener is shut. */
static void *relay_live(void *mine)
{
    (void)mine;
    for (int host; (host = accept4(relay.listener, NULL, NULL, SOCK_CLOEXEC)) >= 0;) {
        int printer = call_simulator();
        struct pollfd both[] = {{host, POLLIN, 0}, {printer, POLLIN, 0}};
        bool open = true;
        while (open && poll(both, 2, -1) > 0)
            open = (!both[0].revents || pass_on(host, printer, false)) &&
                   (!both[1].revents || pass_on(printer, host, true));
        close(host);
        close(printer);
    }
    return NULL;
}

/* ---- the person */

/* What is asked, and what is done to the simulator then; %s is the device. */
static const struct {
    const char *please, *does;
} chores[] = {
    {"Take the paper out.", "paper out"}, {"Put the paper in again.", "paper in"}, {"Open the cover.", "cover open"},
    {"Close the cover.", "cover close"},  {"Take the card out.", "card out"},      {"Unplug the device.", "%s unplug"},
    {"Plug it in again.", "%s plug"},
};

static const char *command_for(const char *does)
{
    return *does == '%' ? turn_text("%s%s", setup->device, does + 2) : does;
}

static void do_chore(const char *line)
{
    shown |= person_is_told(line, "  done:") && strstr(line, setup->shows) != NULL;
    for (size_t i = 0; i < COUNT(chores); i++)
        if (person_is_told(line, chores[i].please))
            rig_do(&rig, command_for(chores[i].does));
    if (person_is_told(line, "Now do what it waits for"))
        rig_do(&rig, setup->act);
    if (strstr(line, "(y and Enter") != NULL) {
        relay.recording = false;
        person_say(&person, !setup->sees || setup->sees() ? "y\n" : "n\n");
    }
}

static void expect_gold(const char *const *arguments)
{
    person_start(&person, setup->driver, arguments);
    check(person_serve(&person, do_chore));
    check(shown);
    check(person_end(&person) == 0);
}

static void expect_silver(void)
{
    const char *path = rig_path(&rig, "usb.pcap");
    const char *const arguments[] = {SOURCE "/hw/escpos/print.txt",
                                     "--seed",
                                     "1",
                                     "--fuzz",
                                     "0",
                                     "--capture",
                                     path,
                                     "--request",
                                     setup->request,
                                     "--profile",
                                     setup->profile,
                                     NULL};
    check(file_write_path(path, (const char *)relay.copy.bytes, relay.copy.n, 0600) == OK);
    person_start(&person, setup->driver, arguments);
    check(person_await(&person, "level: silver"));
    check(person_end(&person) == 0);
}

static const char *address(void)
{
    if (setup->port == FOLDER)
        return turn_text("file:%s/run/camera/plugged", rig.run);
    return turn_text("tcp:127.0.0.1:%d", setup->port == PRINTER ? relay.port : rig.ports[setup->port]);
}

static void test_levels(void)
{
    const char *arguments[PERSON_ARGUMENTS] = {"--seed", "1", "--device", address(), "--profile", setup->profile};
    size_t n = 6;
    glob_t found = {0};
    if (setup->request) {
        arguments[n++] = "--request";
        arguments[n++] = setup->request;
    }
    check(glob(turn_text("%s/hw/%s/*.txt", SOURCE, setup->driver), 0, NULL, &found) == 0);
    for (size_t i = 0; i < found.gl_pathc && n < PERSON_ARGUMENTS - 1; i++)
        arguments[n++] = found.gl_pathv[i];
    expect_gold(arguments);
    globfree(&found);
    if (setup->port == PRINTER)
        expect_silver();
}

int main(int argc, char **argv)
{
    pthread_t thread;
    for (size_t i = 0; argc == 2 && i < COUNT(setups); i++)
        if (strcmp(setups[i].driver, argv[1]) == 0)
            setup = &setups[i];
    must(setup != NULL);
    signal(SIGPIPE, SIG_IGN);
    rig_start(&rig, BUILD "/lib/drivers",
              "{ name = \"printer\"; class = \"printer\"; driver = \"escpos\"; port = \"tcp:127.0.0.1:%d\"; }");
    pid_t sim = rig_run(&rig, "anjungan-sim", NULL, true);
    rig_call_control(&rig);
    usbmon_begin(&relay.copy);
    relay.listener = rig_listen(&relay.port);
    relay.to = rig.ports[PRINTER];
    relay.recording = true;
    check(pthread_create(&thread, NULL, relay_live, NULL) == 0);
    test_levels();
    shutdown(relay.listener, SHUT_RDWR);
    pthread_join(thread, NULL);
    close(relay.listener);
    check(rig_end(sim) == 0);
    rig_stop(&rig);
    return test_end();
}
