/* ccid: the real pcscd with the real libccid on an emulated CCID reader, and the real drivers behind it: what is read,
 * cards that are pulled at each command, readers that are unplugged, that lie, two with the same serial number, pcscd
 * killed and back. */
#define _GNU_SOURCE
#include "rig.h"

#include "ccidreader.h"
#include "private.h"

#define LIBCCID "/usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Linux/libccid.so"

#define NUMBER "04a1b2c3d4e580"

static struct rig rig;
static struct rig_core uid, ktpel;
static struct ccid_reader first, second; /* of one kind and with one serial number */
static pid_t pcscd;

static void start_pcscd(void)
{
    mock_show();
    pcscd = private_pcscd(rig_path(&rig, "readers"));
    mock_hide();
}

static void put_in(struct rig_core *core, struct ccid_reader *reader, const struct card *card)
{
    ccid_insert(reader, card);
    core_expect_status(core, "online", "present");
}

static void take_out(struct rig_core *core, struct ccid_reader *reader)
{
    ccid_remove(reader);
    core_expect_status(core, "online", "notPresent");
}

static void expect_both(const char *device, const char *media)
{
    core_expect_status(&uid, device, media);
    core_expect_status(&ktpel, device, media);
}

static void test_number(void)
{
    int64_t id = core_ask_for(&uid, "read", RIG_PATIENCE);
    put_in(&uid, &first, &card_uid);
    core_expect(&uid, id, "ok", "done");
    check_text(json_text(uid.attr, "uid"), NUMBER);
    take_out(&uid, &first);
}

/* pcscd ends, and a reader is another one when it begins again. A plug that is pulled while a card is in can leave
 * pcscd 1.9.9 waiting for itself for ever: then there is no other way back. */
static void start_over(struct ccid_reader *reader, const char *path)
{
    private_kill(pcscd);
    expect_both("noDevice", "unknown");
    ccid_unplug(reader);
    ccid_plug(reader, path, "A1");
    start_pcscd();
    expect_both("online", "notPresent");
}

/* Once it is known to be gone. */
static void plug_again(struct rig_core *core, struct ccid_reader *reader, const char *path)
{
    core_expect_status(core, "noDevice", "unknown");
    ccid_plug(reader, path, "A1");
    core_expect_status(core, "online", "notPresent");
}

/* The chip's own driver, on the other reader; the first one's sees nothing of it. */
static void test_twin(void)
{
    int64_t id = core_ask_for(&ktpel, "read", RIG_PATIENCE);
    put_in(&ktpel, &second, &card_ktpel);
    core_expect(&ktpel, id, "broken", "none");
    check_text(json_text(ktpel.attr, "reason"), "sam");
    check(ccid_commands(&second) == CARD_KTPEL_COMMANDS);
    take_out(&ktpel, &second);
    check_text(uid.media, "notPresent");
}

/* After a failed reset pcscd says that the card is out before it has looked, and would miss one that is in again by
 * then. */
static void test_pulled(void)
{
    for (int at = 0; at < CARD_KTPEL_COMMANDS; at++) {
        int64_t id = core_ask_for(&ktpel, "read", RIG_PATIENCE);
        ccid_end_at(&second, CCID_CARD_PULLED, at);
        put_in(&ktpel, &second, &card_ktpel);
        core_expect(&ktpel, id, "retry", "none");
        check(ccid_commands(&second) == at + 1);
        take_out(&ktpel, &second);
        check(ccid_seen(&second));
    }
}

/* A chip that thinks long is waited for. */
static void test_slow(void)
{
    ccid_set_slow(&second, 5);
    test_twin();
    ccid_set_slow(&second, 0);
}

/* --- readers that lie --------------------------------------------------------------------------------------------- */

static const struct ccid_lie lies[] = {
    {"half a header", 0, 5, 0},         {"less than it announces", 1, CCID_HEADER, 9},
    {"another message", 0, 0, 0x83},    {"that it has failed", 7, 0, 0x40},
    {"four billion bytes", 4, 0, 0xff}, {"nothing", 1, 0, 0},
};

/* libccid believes some of them; what comes of it is the truth, or that it could not be read. */
static void expect_truth(struct rig_core *core, int64_t id, const char *result, const char *effect)
{
    check(core_await(core, id));
    bool true_one = strcmp(core->result, result) == 0 && strcmp(core->effect, effect) == 0;
    check(true_one || (strcmp(core->result, "retry") == 0 && strcmp(core->effect, "none") == 0));
    check(!true_one || strcmp(effect, "none") == 0 || strcmp(json_text(core->attr, "uid"), NUMBER) == 0);
}

/* Both readers at once: one lies when it is asked for what the card says, the other when the card begins. */
static void test_lie(const struct ccid_lie *lie)
{
    int failures = test_failures;
    int64_t one = core_ask_for(&uid, "read", RIG_PATIENCE), other = core_ask_for(&ktpel, "read", RIG_PATIENCE);
    ccid_lie(&first, CCID_TRANSFER, lie);
    ccid_lie(&second, CCID_POWER_ON, lie);
    ccid_insert(&first, &card_uid);
    ccid_insert(&second, &card_ktpel);
    expect_truth(&uid, one, "ok", "done");
    expect_truth(&ktpel, other, "broken", "none");
    ccid_lie(&first, CCID_TRANSFER, NULL);
    ccid_lie(&second, CCID_POWER_ON, NULL);
    ccid_remove(&first);
    ccid_remove(&second);
    expect_both("online", "notPresent");
    check(ccid_seen(&first) && ccid_seen(&second));
    if (test_failures > failures)
        fprintf(stderr, "  a reader that says %s\n", lie->what);
}

static void test_lies(void)
{
    for (size_t i = 0; i < COUNT(lies); i++)
        test_lie(&lies[i]);
    test_number();
    test_twin();
}

/* pcscd gives up a reader that cannot say what is in it, or that it cannot follow, until it is plugged again. */
static void test_given_up(void)
{
    static const struct ccid_lie failed = {"that it has failed", 7, 0, 0x40};
    int64_t id = core_ask_for(&uid, "read", RIG_PATIENCE);
    ccid_lie(&first, CCID_SLOT_STATUS, &failed);
    ccid_insert(&first, &card_uid);
    core_expect(&uid, id, "gone", "none");
    ccid_unplug(&first);
    plug_again(&uid, &first, "1-1");
    test_number();
    id = core_ask_for(&uid, "read", RIG_PATIENCE);
    ccid_babble(&first);
    ccid_insert(&first, &card_uid);
    expect_truth(&uid, id, "ok", "done");
    start_over(&first, "1-1");
    test_number();
}

/* --- readers and pcscd go and come -------------------------------------------------------------------------------- */

/* While somebody is asked for a card. */
static void test_unplugged(void)
{
    int64_t id = core_ask_for(&uid, "read", RIG_PATIENCE);
    ccid_unplug(&first);
    core_expect(&uid, id, "gone", "none");
    plug_again(&uid, &first, "1-1");
    test_number();
}

/* The cable, in the middle of the first and of the last command. */
static void test_torn(void)
{
    for (int at = 0; at < CARD_KTPEL_COMMANDS; at += CARD_KTPEL_COMMANDS - 1) {
        int64_t id = core_ask_for(&ktpel, "read", RIG_PATIENCE);
        ccid_end_at(&second, CCID_CABLE_PULLED, at);
        ccid_insert(&second, &card_ktpel);
        core_expect(&ktpel, id, "retry", "none");
        check(ccid_commands(&second) == at);
        start_over(&second, "1-2");
    }
    test_twin();
}

static void test_killed(void)
{
    int64_t id = core_ask_for(&uid, "read", RIG_PATIENCE);
    private_kill(pcscd);
    core_expect(&uid, id, "gone", "none");
    expect_both("noDevice", "unknown");
    start_pcscd();
    expect_both("online", "notPresent");
    test_number();
    test_twin();
}

static const char *const drivers =
    "{ name = \"uid\"; class = \"card\"; driver = \"uid\"; port = \"pcsc:ACS ACR122U PICC Interface (A1) 00\"; }, "
    "{ name = \"ktpel\"; class = \"card\"; driver = \"ktpel\"; port = \"pcsc:ACS ACR122U PICC Interface (A1) 01\"; }";

static void open_all(void)
{
    rig_start(&rig, BUILD "/lib/drivers", drivers);
    check(mkdir(rig_path(&rig, "readers"), 0700) == 0);
    core_open(&uid, &rig, "uid"); /* before pcscd is there */
    core_open(&ktpel, &rig, "ktpel");
    core_expect_status(&uid, "noDevice", "unknown");
    start_pcscd();
    ccid_plug(&first, "1-1", "A1");
    core_expect_status(&uid, "online", "notPresent");
    ccid_plug(&second, "1-2", "A1");
    core_expect_status(&ktpel, "online", "notPresent");
}

static void close_all(void)
{
    check(rig_end(uid.pid) == 0);
    check(rig_end(ktpel.pid) == 0);
    private_kill(pcscd);
    core_close(&uid);
    core_close(&ktpel);
    rig_stop(&rig);
    mock_stop();
}

int main(void)
{
    const char *missing = private_run("/usr/sbin/pcscd", LIBCCID);
    if (!missing && !mock_start())
        missing = "umockdev cannot show devices here";
    if (missing)
        return printf("skipped: %s\n", missing), 77;
    open_all();
    test_number();
    test_twin();
    test_pulled();
    test_slow();
    test_lies();
    test_given_up();
    test_unplugged();
    test_torn();
    test_killed();
    close_all();
    return test_end();
}
