/* lamp: its driver on a serial line (a pseudo terminal): what core wants to be seen arrives as bytes, and `ok` comes
 * when they have left; a cable that is pulled. */
#define _GNU_SOURCE
#include "rig.h"

#include "pty.h"

static struct rig rig;
static struct rig_core core;
static struct pty line;
static int64_t last_id;

static int64_t ask(const char *state, bool sound)
{
    core_ask(&core, ++last_id, "show", json_pack("{ss,sb}", "state", state, "sound", sound), RIG_PATIENCE, -1);
    return last_id;
}

static void expect_bytes(const uint8_t *wanted, size_t n)
{
    uint8_t got[16];
    size_t have = 0;
    while (have < n && rig_readable(line.device)) {
        ssize_t more = read(line.device, got + have, n - have);
        check(more > 0);
        have += more > 0 ? (size_t)more : n;
    }
    check(have == n && memcmp(got, wanted, n) == 0);
}

static void test_shows(void)
{
    core_expect_status(&core, "online", "unknown");
    core_expect(&core, ask("idle", false), "ok", "done");
    expect_bytes((const uint8_t[]){0x21, 0x22, 0x24, 0x14, 0x28}, 5);
    core_expect(&core, ask("attention", true), "ok", "done");
    expect_bytes((const uint8_t[]){0x21, 0x22, 0x24, 0x42, 0x48}, 5);
    core_expect(&core, ask("purple", false), "broken", "none");
}

static void test_pulled(void)
{
    pty_unplug(&line);
    core_expect_status(&core, "noDevice", "unknown");
    core_expect(&core, ask("idle", false), "gone", "none");
    pty_plug(&line);
    test_shows();
}

int main(void)
{
    rig_start(&rig, BUILD "/lib/drivers", "{ name = \"printer\"; port = \"tcp:127.0.0.1:%d\"; }");
    line.name = make_text(rig_path(&rig, "line"));
    rig_write(rig_path(&rig, "site.conf"),
              turn_text("folders = { drivers = \"%s\"; };\ndevices = ( { name = \"lamp\"; class = \"lamp\"; driver = "
                        "\"lamp\"; port = \"serial:%s\"; } );\n",
                        BUILD "/lib/drivers", line.name));
    pty_plug(&line);
    core_open(&core, &rig, "lamp");
    test_shows();
    test_pulled();
    check(rig_end(core.pid) == 0);
    core_close(&core);
    pty_unplug(&line);
    free(line.name);
    rig_stop(&rig);
    return test_end();
}
