/* pcsc: the real pcscd with readers whose cards are the test's: what is read, cards that are pulled away at each
 * command, readers that lie, two readers of one name, pcscd killed and back.
 *
 * pcscd listens below /run, so the test makes itself a mount namespace with a /run of its own. */
#define _GNU_SOURCE
#include "rig.h"

#include "private.h"
#include "proof/person.h"
#include "vcard.h"

static struct rig rig;
static struct rig_core uid, ktpel;
static pid_t pcscd;

static struct vcard first = {.card = &card_uid}, second = {.card = &card_ktpel};

/* vpcd makes two readers of one entry, which differ in the last figure of their names; the second listens on the next
 * port. */
static void write_readers(void)
{
    check(mkdir(rig_path(&rig, "readers"), 0700) == 0);
    rig_write(rig_path(&rig, "readers/vpcd"),
              turn_text("FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:0x%04X\n"
                        "LIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\nCHANNELID 0x%04X\n",
                        (unsigned)first.port, (unsigned)first.port));
}

/* --- what cards do ------------------------------------------------------------------------------------------------ */

static void put_in(struct rig_core *core, struct vcard *card, int pulled_at, bool curt)
{
    card->pulled_at = pulled_at;
    card->curt = curt;
    vcard_insert(card);
    core_expect_status(core, "online", "present");
}

static void take_out(struct rig_core *core, struct vcard *card)
{
    vcard_remove(card);
    core_expect_status(core, "online", "notPresent");
}

static void test_number(void)
{
    int64_t id = core_ask_for(&uid, "read", RIG_PATIENCE);
    put_in(&uid, &first, VCARD_NEVER, false);
    core_expect(&uid, id, "ok", "done");
    check_text(json_text(uid.attr, "uid"), "04a1b2c3d4e580");
    take_out(&uid, &first);
}

/* A second card, while the first one's driver sees nothing of it. */
static void test_ktpel(void)
{
    int64_t id = core_ask_for(&ktpel, "read", RIG_PATIENCE);
    put_in(&ktpel, &second, VCARD_NEVER, false);
    core_expect(&ktpel, id, "broken", "none");
    check_text(json_text(ktpel.attr, "reason"), "sam");
    take_out(&ktpel, &second);
    check_text(uid.media, "notPresent");
}

static void test_pulled(void)
{
    for (int at = 0; at < CARD_KTPEL_COMMANDS; at++) {
        int64_t id = core_ask_for(&ktpel, "read", RIG_PATIENCE);
        put_in(&ktpel, &second, at, false);
        core_expect(&ktpel, id, "retry", "none");
        check(second.commands == at + 1);
        take_out(&ktpel, &second);
    }
}

static void test_lies(void)
{
    int64_t id = core_ask_for(&uid, "read", RIG_PATIENCE);
    put_in(&uid, &first, VCARD_NEVER, true);
    core_expect(&uid, id, "retry", "none");
    take_out(&uid, &first);
}

/* --- pcscd goes and comes ------------------------------------------------------------------------------------------
 */

static void test_killed(void)
{
    int64_t id = core_ask_for(&uid, "read", RIG_PATIENCE);
    private_kill(pcscd);
    core_expect(&uid, id, "gone", "none");
    core_expect_status(&uid, "noDevice", "unknown");
    core_expect_status(&ktpel, "noDevice", "unknown");
    core_expect(&uid, core_ask_for(&uid, "read", RIG_PATIENCE), "gone", "none");
    pcscd = private_pcscd(rig_path(&rig, "readers"));
    core_expect_status(&uid, "online", "notPresent");
    core_expect_status(&ktpel, "online", "notPresent");
    test_number();
}

/* With a card in the reader, which after that was not seen coming. */
static void test_killed_with_card(void)
{
    put_in(&uid, &first, VCARD_NEVER, false);
    private_kill(pcscd);
    core_expect_status(&uid, "noDevice", "unknown");
    vcard_remove(&first);
    pcscd = private_pcscd(rig_path(&rig, "readers"));
    core_expect_status(&uid, "online", "notPresent");
    test_number();
}

/* --- the level gold, of what is emulated here ---------------------------------------------------------------------
 */

static struct person person;

static void do_chore(const char *line)
{
    if (person_is_told(line, "Now do what it waits for"))
        vcard_insert(&first);
    else if (strstr(line, "(y and Enter"))
        person_say(&person, "y\n");
    else if (person_is_told(line, "Take the card out"))
        vcard_remove(&first);
    else if (person_is_told(line, "Unplug")) /* readers of vpcd cannot be: all of them go */
        private_kill(pcscd);
    else if (person_is_told(line, "Plug"))
        pcscd = private_pcscd(rig_path(&rig, "readers"));
}

static void test_gold(void)
{
    const char *const arguments[] = {SOURCE "/hw/uid/read.txt", "--seed", "1", "--fuzz", "0", "--device",
                                     "pcsc:Virtual PCD",        NULL};
    first.pulled_at = VCARD_NEVER;
    first.curt = false;
    person_start(&person, "uid", arguments);
    check(person_serve(&person, do_chore));
    check(person_end(&person) == 0);
}

static void find_ports(void)
{
    struct sockaddr_in next = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    bool found = false;
    while (!found) {
        int a = rig_listen(&first.port), b = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        second.port = first.port + 1;
        next.sin_port = htons((uint16_t)second.port);
        found = bind(b, (struct sockaddr *)&next, sizeof next) == 0;
        close(a);
        close(b);
    }
}

int main(void)
{
    const char *missing = private_run("/usr/sbin/pcscd", "/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    if (missing)
        return printf("skipped: %s\n", missing), 77;
    rig_start(&rig, BUILD "/lib/drivers", "{ name = \"printer\"; port = \"tcp:127.0.0.1:%d\"; }");
    rig_write(
        rig_path(&rig, "site.conf"),
        turn_text("folders = { drivers = \"%s\"; };\ndevices = ("
                  "{ name = \"uid\"; class = \"card\"; driver = \"uid\"; port = \"pcsc:Virtual PCD\"; },"
                  "{ name = \"ktpel\"; class = \"card\"; driver = \"ktpel\"; port = \"pcsc:Virtual PCD 00 01\"; } );\n",
                  BUILD "/lib/drivers"));
    find_ports();
    write_readers();
    core_open(&uid, &rig, "uid"); /* before pcscd is there */
    core_open(&ktpel, &rig, "ktpel");
    core_expect_status(&uid, "noDevice", "unknown");
    pcscd = private_pcscd(rig_path(&rig, "readers"));
    core_expect_status(&uid, "online", "notPresent");
    core_expect_status(&ktpel, "online", "notPresent");
    test_number();
    test_ktpel();
    test_pulled();
    test_lies();
    test_killed();
    test_killed_with_card();
    check(rig_end(uid.pid) == 0);
    check(rig_end(ktpel.pid) == 0);
    test_gold();
    private_kill(pcscd);
    core_close(&uid);
    core_close(&ktpel);
    rig_stop(&rig);
    return test_end();
}
