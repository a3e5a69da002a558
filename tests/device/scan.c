/* scan: the simulated scanner from the plug to core: codes, noise, a pulled plug, and codes that nobody waits for. */
#define _GNU_SOURCE
#include "rig.h"

static struct rig rig;
static struct rig_core core;

static void expect_code(int64_t id, const char *code)
{
    core_expect(&core, id, "ok", "done");
    check_text(json_text(core.attr, "code"), code);
    check_text(json_text(core.attr, "symbology"), "qr");
}

static void test_codes(void)
{
    int64_t id = core_ask_held(&core, "scan");
    rig_do(&rig, "scan LKR-07-2611-D00042");
    expect_code(id, "LKR-07-2611-D00042");
    id = core_ask_held(&core, "scan");
    rig_do(&rig, "scan http://127.0.0.1/n/2026-11-22/D001  Bu Siti ꦱꦶꦠꦶ");
    expect_code(id, "http://127.0.0.1/n/2026-11-22/D001  Bu Siti ꦱꦶꦠꦶ");
}

static void test_noise(void)
{
    int64_t id = core_ask_held(&core, "scan");
    rig_do(&rig, "scanner garbage");
    core_expect(&core, id, "retry", "none");
    id = core_ask_held(&core, "scan");
    rig_do(&rig, "scan \x1b[2J");
    core_expect(&core, id, "retry", "none");
    id = core_ask_held(&core, "scan");
    rig_do(&rig, "scan CODE");
    expect_code(id, "CODE");
}

static void test_ends(void)
{
    core_expect(&core, core_ask_for(&core, "scan", 100), "timeout", "none");
    int64_t id = core_ask_for(&core, "scan", RIG_PATIENCE);
    core_cancel(&core, id);
    core_expect(&core, id, "cancelled", "none");
    id = core_ask_held(&core, "scan");
    rig_do(&rig, "scanner unplug");
    core_expect(&core, id, "gone", "none");
    core_expect_status(&core, "noDevice", "unknown");
    check(strncmp(rig_tell(&rig, "scan CODE"), "error ", 6) == 0);
    core_expect(&core, core_ask_for(&core, "scan", RIG_PATIENCE), "gone", "none");
    rig_do(&rig, "scanner plug");
    core_expect_status(&core, "online", "unknown");
    id = core_ask_held(&core, "scan");
    rig_do(&rig, "scan CODE");
    expect_code(id, "CODE");
}

int main(void)
{
    rig_start(
        &rig, BUILD "/lib/drivers",
        "{ name = \"printer\"; port = \"tcp:127.0.0.1:%d\"; }, { name = \"card\"; port = \"tcp:127.0.0.1:%d\"; }, "
        "{ name = \"scanner\"; class = \"scanner\"; driver = \"scan\"; port = \"tcp:127.0.0.1:%d\"; "
        "profile = { aim = true; }; }");
    pid_t sim = rig_run(&rig, "anjungan-sim", NULL, true);
    rig_call_control(&rig);
    core_open(&core, &rig, "scanner");
    core_expect_status(&core, "online", "unknown");
    test_codes();
    test_noise();
    test_ends();
    check(rig_end(core.pid) == 0);
    check(rig_end(sim) == 0);
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}
