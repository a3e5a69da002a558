/* camera: the simulated camera from its folder to core: frames to aim with, pictures, garbage, silence, a cable that is
 * pulled at every moment, and a folder that comes and goes while nobody asks. */
#define _GNU_SOURCE
#include "taken.h"

static void aim(int width, int height)
{
    int before = core.frames;
    tell("aim");
    while (core.frames == before && core_hear(&core))
        ;
    check(core.frames == before + 1 && core.width == width && core.height == height);
}

static void test_pictures(void)
{
    int64_t id = take("portrait", 720, 960);
    aim(480, 640);
    check(colour_at(2, 2) == 0xb3202a); /* the wall */
    aim(480, 640);
    tell("shoot");
    expect_picture(id, 540, 720);
    rig_do(&rig, "camera show document");
    id = take("document", 1600, 1200);
    aim(640, 480);
    check(colour_at(1, 1) == 0x5b4636); /* the desk */
    rig_do(&rig, "camera dark");
    tell("shoot");
    expect_picture(id, 960, 720);
    check(colour_at(50, 50) == 0x020202 && core.width == 640); /* what was taken is shown */
    rig_do(&rig, "camera show pattern");
    check(strncmp(rig_tell(&rig, "camera show /nowhere.png"), "error ", 6) == 0);
}

static void test_trouble(void)
{
    rig_do(&rig, "camera garbage");
    int64_t id = take("portrait", 720, 960);
    tell("aim");
    core_expect(&core, id, "broken", "none");
    check_text(json_text(core.attr, "reason"), "garbage");
    rig_do(&rig, "camera silent");
    id = take("portrait", 720, 960);
    tell("shoot");
    core_expect(&core, id, "timeout", "none");
    check_text(json_text(core.attr, "reason"), "silent");
    rig_do(&rig, "camera show person");
    id = take("portrait", 720, 960);
    core_cancel(&core, id);
    core_expect(&core, id, "cancelled", "none");
    core_expect(&core, take("portrait", 7, 9), "broken", "none");
    core_ask(&core, ++last_id, "take", json_pack("{ss,si,si}", "use", "portrait", "width", 30, "height", 40), 50, -1);
    core_expect(&core, last_id, "timeout", "none");
}

/* Pulled while it is asked, and while nobody asks: its folder is watched, nothing looks every second. */
static void test_cable(void)
{
    int64_t id = take("portrait", 720, 960);
    aim(480, 640);
    rig_do(&rig, "camera unplug");
    core_expect(&core, id, "gone", "none");
    core_expect_status(&core, "noDevice", "unknown");
    core_expect(&core, take("portrait", 720, 960), "gone", "none");
    rig_do(&rig, "camera plug");
    core_expect_status(&core, "online", "unknown");
    rig_do(&rig, "camera unplug");
    core_expect_status(&core, "noDevice", "unknown");
    rig_do(&rig, "camera plug");
    core_expect_status(&core, "online", "unknown");
    id = take("portrait", 720, 960);
    tell("shoot");
    expect_picture(id, 540, 720);
}

int main(void)
{
    rig_start(&rig, BUILD "/lib/drivers", "");
    rig_write(
        rig_path(&rig, "site.conf"),
        turn_text("folders = { drivers = \"%s\"; }; devices = ( { name = \"camera\"; class = \"camera\"; driver = "
                  "\"camera\"; port = \"file:%s/run/camera/plugged\"; profile = { }; } );\n",
                  BUILD "/lib/drivers", rig.run));
    pid_t sim = rig_run(&rig, "anjungan-sim", NULL, true);
    rig_call_control(&rig);
    core_open(&core, &rig, "camera");
    core_expect_status(&core, "online", "unknown");
    test_pictures();
    test_trouble();
    test_cable();
    check(rig_end(core.pid) == 0);
    check(rig_end(sim) == 0);
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}
