/* hid: devices that type, through the real host and an evdev of umockdev's: codes, tracks, a device that is ours alone,
 * what the kernel drops, 64 KB at once, half a code, a cable that is pulled. Run by umockdev-wrapper. */
#define _GNU_SOURCE
#include "rig.h"
#include "typing.h"

#include "proof/person.h"

#include <stdatomic.h>
#include <umockdev.h>

static struct rig rig;

/* One input device and the driver that has it. */
static struct typist {
    const char *node;
    struct rig_core core;
    int keys;         /* where what is typed goes in */
    atomic_int grabs; /* how often somebody took it for himself */
    atomic_int taken; /* somebody else has it */
} scanner = {.node = "/dev/input/event5"}, stripe = {.node = "/dev/input/event6"};

static UMockdevTestbed *bed;
static char *root;

/* --- the machine -------------------------------------------------------------------------------------------------- */

static gboolean on_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *client, void *mine)
{
    struct typist *typist = mine;
    (void)base;
    bool grab = umockdev_ioctl_client_get_request(client) == EVIOCGRAB;
    int error = !grab ? ENOTTY : typist->taken ? EBUSY : 0;
    typist->grabs += grab && !error;
    umockdev_ioctl_client_complete(client, error ? -1 : 0, error);
    return TRUE;
}

/* Below umockdev's /dev stands a pipe: a process that is locked to /dev could not follow the link that umockdev makes.
 */
static const char *node_of(const struct typist *typist)
{
    return turn_text("%s%s", root, typist->node);
}

static void plug(struct typist *typist)
{
    UMockdevIoctlBase *base = umockdev_ioctl_base_new();
    g_signal_connect(base, "handle-ioctl", G_CALLBACK(on_ioctl), typist);
    check(umockdev_testbed_attach_ioctl(bed, typist->node, base, NULL));
    check(mkfifo(node_of(typist), 0600) == 0);
    typist->keys = open(node_of(typist), O_RDWR | O_CLOEXEC);
    check(typist->keys >= 0);
    g_object_unref(base);
}

static void unplug(struct typist *typist)
{
    check(unlink(node_of(typist)) == 0);
    close(typist->keys);
    check(umockdev_testbed_detach_ioctl(bed, typist->node, NULL));
}

/* --- fingers ------------------------------------------------------------------------------------------------------ */

static void expect_code(const char *code)
{
    int64_t id = core_ask_held(&scanner.core, "scan");
    type(scanner.keys, turn_text("%s\n", code));
    core_expect(&scanner.core, id, "ok", "done");
    check_text(json_text(scanner.core.attr, "code"), code);
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static void test_codes(void)
{
    expect_code("LKR-07-2611-D00042");
    expect_code("http://127.0.0.1:1/n/2026-11-22/D001#case='{x}' & \"more\" ~*|<>?");
    check(scanner.grabs == 1);
}

static void test_dropped(void)
{
    int64_t id = core_ask_held(&scanner.core, "scan");
    type(scanner.keys, "LKR-07");
    put_event(scanner.keys, EV_SYN, SYN_DROPPED, 0);
    put_event(scanner.keys, EV_KEY, KEY_ENTER, 1); /* of the broken report: nothing */
    put_event(scanner.keys, EV_SYN, SYN_REPORT, 0);
    type(scanner.keys, "42\n");
    core_expect(&scanner.core, id, "retry", "none");
    expect_code("WHOLE");
}

static void test_flood(void)
{
    enum { LETTERS = 64 << 10 };
    int64_t id = core_ask_held(&scanner.core, "scan");
    struct input_event event = {.type = EV_KEY, .code = KEY_A, .value = 1};
    for (int i = 0; i < LETTERS; i++)
        check(write(scanner.keys, &event, sizeof event) == sizeof event);
    type(scanner.keys, "\n");
    core_expect(&scanner.core, id, "retry", "none");
    expect_code("AFTER");
}

static void test_half(void)
{
    int64_t id = core_ask_held(&scanner.core, "scan");
    type(scanner.keys, "HALF");
    core_expect(&scanner.core, id, "retry", "none");
    expect_code("WHOLE");
}

static void test_pulled(void)
{
    int64_t id = core_ask_held(&scanner.core, "scan");
    type(scanner.keys, "HAL");
    unplug(&scanner);
    core_expect(&scanner.core, id, "gone", "none");
    core_expect_status(&scanner.core, "noDevice", "unknown");
    plug(&scanner);
    core_expect_status(&scanner.core, "online", "unknown");
    check(scanner.grabs == 2);
    expect_code("AGAIN");
}

/* What somebody else has taken is not listened to beside him. */
static void test_taken(void)
{
    unplug(&scanner);
    core_expect_status(&scanner.core, "noDevice", "unknown");
    scanner.taken = 1;
    plug(&scanner);
    core_expect(&scanner.core, core_ask_for(&scanner.core, "scan", RIG_PATIENCE), "gone", "none");
    scanner.taken = 0;
    core_expect_status(&scanner.core, "online", "unknown");
    expect_code("MINE");
}

static void test_stripe(void)
{
    int64_t id = core_ask_held(&stripe.core, "read");
    type(stripe.keys, "%B1234^RAHMAWATI/SITI^99?;1234=99?\n");
    core_expect(&stripe.core, id, "ok", "done");
    check_text(json_text(stripe.core.attr, "track1"), "B1234^RAHMAWATI/SITI^99");
    check_text(json_text(stripe.core.attr, "track2"), "1234=99");
}

/* --- the level gold, of what is emulated here -----------------------------------------------------------------------
 */

static struct typist *tried;
static struct person person;
static const char *typed;

static void do_chore(const char *line)
{
    if (person_is_told(line, "Now do what it waits for"))
        type(tried->keys, typed);
    else if (strstr(line, "(y and Enter"))
        person_say(&person, "y\n");
    else if (strstr(line, " card ")) /* a stripe is in no reader */
        person_say(&person, "s\n");
    else if (person_is_told(line, "Unplug"))
        unplug(tried);
    else if (person_is_told(line, "Plug"))
        plug(tried);
}

static void expect_gold(struct typist *typist, const char *driver, const char *transcript, const char *text)
{
    const char *const arguments[] = {
        turn_text("%s/hw/%s", SOURCE, transcript), "--seed", "1", "--fuzz", "0", "--device",
        turn_text("hid:%s", typist->node),         NULL};
    tried = typist;
    typed = text;
    person_start(&person, driver, arguments);
    check(person_serve(&person, do_chore));
    check(person_end(&person) == 0);
}

int main(void)
{
    rig_start(&rig, BUILD "/lib/drivers", "{ name = \"printer\"; port = \"tcp:127.0.0.1:%d\"; }");
    rig_write(rig_path(&rig, "site.conf"),
              turn_text("folders = { drivers = \"%s\"; };\ndevices = ("
                        "{ name = \"scanner\"; class = \"scanner\"; driver = \"scanhid\"; port = \"hid:%s\"; },"
                        "{ name = \"stripe\"; class = \"stripe\"; driver = \"msr\"; port = \"hid:%s\"; } );\n",
                        BUILD "/lib/drivers", scanner.node, stripe.node));
    bed = umockdev_testbed_new();
    root = umockdev_testbed_get_root_dir(bed);
    check(g_mkdir_with_parents(turn_text("%s/dev/input", root), 0700) == 0);
    plug(&stripe);
    core_open(&scanner.core, &rig, "scanner");
    core_open(&stripe.core, &rig, "stripe");
    core_expect_status(&scanner.core, "noDevice", "unknown");
    plug(&scanner);
    core_expect_status(&scanner.core, "online", "unknown");
    core_expect_status(&stripe.core, "online", "unknown");
    test_codes();
    test_dropped();
    test_flood();
    test_half();
    test_pulled();
    test_taken();
    test_stripe();
    check(rig_end(scanner.core.pid) == 0);
    check(rig_end(stripe.core.pid) == 0);
    core_close(&scanner.core);
    core_close(&stripe.core);
    expect_gold(&scanner, "scanhid", "scanhid/scan.txt", "LKR-07\n");
    expect_gold(&stripe, "msr", "msr/read.txt", "%B1234^RAHMAWATI/SITI^99?;1234=99?\n");
    g_object_unref(bed);
    g_free(root);
    rig_stop(&rig);
    return test_end();
}
