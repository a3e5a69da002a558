/* camera: the simulated camera from its folder to core: frames to aim with, pictures, garbage, silence, a cable that is
 * pulled at every moment, and a folder that comes and goes while nobody asks. */
#define _GNU_SOURCE
#include "rig.h"

#include "domain/picture.h"

enum { PATIENCE = 20000 };

static struct rig rig;
static struct rig_core core;
static int64_t last_id;

static int64_t take(const char *use, int width, int height)
{
    core_ask(&core, ++last_id, "take", json_pack("{ss,si,si}", "use", use, "width", width, "height", height), PATIENCE,
             -1);
    return last_id;
}

static void tell(const char *what)
{
    json_t *body = json_pack("{ss,sI,ss}", "type", "tell", "id", (json_int_t)last_id, "what", what);
    check(wire_send(core.fd, body, NULL, 0) == OK);
    json_decref(body);
}

static void aim(int width, int height)
{
    int before = core.frames;
    tell("aim");
    while (core.frames == before && core_hear(&core))
        ;
    check(core.frames == before + 1 && core.width == width && core.height == height);
}

/* A colour of the last frame, in parts of a hundred of its width and height. */
static unsigned colour_at(int x, int y)
{
    const unsigned char *at =
        (const unsigned char *)core.frame +
        ((size_t)(core.height * y / 100) * (size_t)core.width + (size_t)(core.width * x / 100)) * 3;
    return (unsigned)at[0] << 16 | (unsigned)at[1] << 8 | at[2];
}

static void expect_picture(int64_t id, int width, int height)
{
    int w = 0, h = 0;
    core_expect(&core, id, "ok", "done");
    check(core.picture && picture_size(core.picture, core.n_picture, &w, &h) && w == width && h == height);
    check(json_number(core.attr, "width", 0) == width && json_number(core.attr, "height", 0) == height);
    check(!json_object_get(core.attr, "picture"));
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
