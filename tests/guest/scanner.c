/* scanner: a scanner that types, made by uinput. The real driver takes it for itself: what is scanned arrives at core
 * and nowhere else, neither at another reader of the device nor on the machine's console.
 *
 * Both of these ears hear it before the driver comes and after it went, so their silence between means something. */
#define _GNU_SOURCE
#include "../device/rig.h"
#include "../device/typing.h"
#include "guest.h"

#include <linux/uinput.h>
#include <sys/ioctl.h>
#include <termios.h>

#define CONSOLE "/dev/tty1"

static struct rig rig;
static struct rig_core core;
static int keys = -1; /* where what is typed goes in */
static char node[64]; /* where it comes out */
static int other, console;

/* --- the machine -------------------------------------------------------------------------------------------------- */

static void find_node(char to[static 64])
{
    char name[32] = "";
    check(ioctl(keys, UI_GET_SYSNAME(sizeof name), name) > 0);
    for (int i = 0; i < 32; i++)
        if (access(turn_text("/sys/devices/virtual/input/%s/event%d", name, i), F_OK) == 0)
            snprintf(to, 64, "/dev/input/event%d", i);
}

static void plug(void)
{
    struct uinput_setup is = {.id = {BUS_USB, 0x05e0, 0x1200, 1}, .name = "Scanner"};
    char found[64] = "";
    keys = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    check(keys >= 0 && ioctl(keys, UI_SET_EVBIT, EV_KEY) == 0 && ioctl(keys, UI_SET_EVBIT, EV_MSC) == 0);
    for (int key = KEY_ESC; key <= KEY_F12; key++)
        ioctl(keys, UI_SET_KEYBIT, key);
    ioctl(keys, UI_SET_MSCBIT, MSC_SCAN);
    check(ioctl(keys, UI_DEV_SETUP, &is) == 0 && ioctl(keys, UI_DEV_CREATE) == 0);
    find_node(found);
    if (node[0])
        check_text(found, node); /* the same place, or the driver would look for it in vain */
    snprintf(node, sizeof node, "%s", found);
}

static void unplug(void)
{
    check(ioctl(keys, UI_DEV_DESTROY) == 0);
    close(keys);
}

/* Letter by letter, and without waiting for any. */
static int open_console(void)
{
    struct termios is;
    int fd = open(CONSOLE, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    check(fd >= 0 && tcgetattr(fd, &is) == 0);
    cfmakeraw(&is);
    check(tcsetattr(fd, TCSANOW, &is) == 0);
    return fd;
}

/* At the pace of a scanner on a cable. The kernel keeps some twenty reports for a reader: a processor that has nothing
 * else to do would write more than that before the reader is let in. */
static void scan(const char *text)
{
    for (; *text; text++, usleep(2000))
        type(keys, (const char[]){*text, 0});
}

/* How much came out there since the last look. */
static size_t drain(int fd)
{
    char bytes[4096];
    size_t all = 0;
    for (ssize_t n; (n = read(fd, bytes, sizeof bytes)) > 0;)
        all += (size_t)n;
    return all;
}

/* The keyboard's way to the console ends in a queue of the kernel's. */
static bool is_heard(int fd)
{
    struct pollfd ready = {fd, POLLIN, 0};
    return poll(&ready, 1, RIG_PATIENCE) == 1 && drain(fd) > 0;
}

static void expect_heard_by_all(const char *when)
{
    drain(other), drain(console);
    scan("secret\n");
    check(is_heard(other));
    check(is_heard(console));
    usleep(100000); /* for the rest of it */
    drain(other), drain(console);
    note(when);
}

/* --- core --------------------------------------------------------------------------------------------------------- */

static void start_driver(void)
{
    core_open(&core, &rig, "scanner");
}

static void stop_driver(void)
{
    check(rig_end(core.pid) == 0);
    core_close(&core);
}

static void expect_code(const char *code)
{
    int64_t id = core_ask_held(&core, "scan");
    scan(turn_text("%s\n", code));
    core_expect(&core, id, "ok", "done");
    check_text(json_text(core.attr, "code"), code);
    note(code);
}

/* --- what happens to a scanner ------------------------------------------------------------------------------------ */

static void test_codes(void)
{
    expect_code("LKR-07-2611-D00042");
    expect_code("http://127.0.0.1:1/n/2026-11-22/D001#case='{x}' & \"more\" ~*|<>?");
}

/* The code has arrived, so the keys went where they could have gone; nobody else has them. */
static void test_leaks(void)
{
    expect_code("3307014101900001");
    usleep(200000);
    check(drain(other) == 0 && drain(console) == 0);
    note("nobody else heard it");
}

/* More than the kernel keeps for a reader: it drops events, and says so. */
static void test_dropped(void)
{
    int64_t id = core_ask_held(&core, "scan");
    kill(core.pid, SIGSTOP);
    for (int i = 0; i < 1000; i++)
        type(keys, "A"); /* without a pause */
    kill(core.pid, SIGCONT);
    scan("\n");
    core_expect(&core, id, "retry", "none");
    expect_code("AFTER-WHAT-WAS-DROPPED");
}

static void test_pulled(void)
{
    int64_t id = core_ask_held(&core, "scan");
    scan("HAL");
    unplug();
    core_expect(&core, id, "gone", "none");
    core_expect_status(&core, "noDevice", "unknown");
    plug();
    core_expect_status(&core, "online", "unknown");
    expect_code("PULLED-AND-PLUGGED-IN");
}

static void test_replugged(void)
{
    unplug();
    core_expect_status(&core, "noDevice", "unknown");
    for (int i = 0; i < 10; i++) {
        plug();
        unplug();
    }
    plug();
    core_expect_status(&core, "online", "unknown");
    expect_code("TEN-TIMES-PULLED");
}

static void open_ears(void)
{
    other = open(node, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    check(other >= 0);
}

/* What somebody else has taken is not listened to beside him. */
static void test_taken(void)
{
    check(ioctl(other, EVIOCGRAB, 1) == 0);
    start_driver();
    core_expect_status(&core, "noDevice", "unknown");
    check_text(core.detail, "claimed");
    check(ioctl(other, EVIOCGRAB, 0) == 0);
    core_expect_status(&core, "online", "unknown");
    expect_code("LEFT-BY-SOMEBODY-ELSE");
}

static void open_rig(void)
{
    rig_start(&rig, BUILD "/lib/drivers", "{ name = \"none\"; port = \"tcp:127.0.0.1:%d\"; }");
    rig_write(rig_path(&rig, "site.conf"),
              turn_text("folders = { drivers = \"%s\"; };\ndevices = ( { name = \"scanner\"; class = \"scanner\"; "
                        "driver = \"scanhid\"; port = \"hid:%s\"; } );\n",
                        BUILD "/lib/drivers", node));
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    plug();
    console = open_console();
    open_ears();
    expect_heard_by_all("without a driver everybody hears it");
    open_rig();
    test_taken();
    test_codes();
    test_leaks();
    test_dropped();
    close(other);
    test_pulled();
    test_replugged();
    open_ears();
    test_leaks();
    stop_driver();
    expect_heard_by_all("the driver went, and everybody hears it again");
    rig_stop(&rig);
    return test_end();
}
