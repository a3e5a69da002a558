/* stripe: the simulated magnetic stripe reader from the plug to core: tracks, worn ones, half ones, noise, a pulled
 * plug.
 */
#define _GNU_SOURCE
#include "rig.h"

static struct rig rig;
static struct rig_core core;

static void test_tracks(void)
{
    int64_t id = core_ask_held(&core, "read");
    rig_do(&rig, "stripe swipe 4");
    core_expect(&core, id, "ok", "done");
    check_text(json_text(core.attr, "track1"), "B3510093102560001^PAIJO^3112");
    check_text(json_text(core.attr, "track2"), "3510093102560001=3112");
}

static void test_noise(void)
{
    static const char *const lines[] = {"stripe bad", "stripe silent", "stripe garbage"};
    for (size_t i = 0; i < COUNT(lines); i++) {
        int64_t id = core_ask_held(&core, "read");
        rig_do(&rig, lines[i]);
        core_expect(&core, id, "retry", "none");
    }
    test_tracks();
}

static void test_plug(void)
{
    int64_t id = core_ask_held(&core, "read");
    rig_do(&rig, "stripe unplug");
    core_expect(&core, id, "gone", "none");
    core_expect_status(&core, "noDevice", "unknown");
    check(strncmp(rig_tell(&rig, "stripe swipe"), "error no driver", 15) == 0);
    rig_do(&rig, "stripe plug");
    core_expect_status(&core, "online", "unknown");
    test_tracks();
}

int main(void)
{
    rig_start(&rig, BUILD "/lib/drivers", "{ name = \"printer\"; port = \"tcp:127.0.0.1:%d\"; }");
    rig_write(
        rig_path(&rig, "site.conf"),
        turn_text("folders = { drivers = \"%s\"; };\ndevices = ( { name = \"stripe\"; class = \"stripe\"; driver = "
                  "\"msrline\"; port = \"tcp:127.0.0.1:%d\"; profile = { }; } );\n",
                  BUILD "/lib/drivers", rig.ports[5]));
    pid_t sim = rig_run(&rig, "anjungan-sim", NULL, true);
    rig_call_control(&rig);
    core_open(&core, &rig, "stripe");
    core_expect_status(&core, "online", "unknown");
    test_tracks();
    test_noise();
    test_plug();
    check(rig_end(core.pid) == 0);
    check(rig_end(sim) == 0);
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}
