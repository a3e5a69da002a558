/* lamp.c - see lamp.h. */
#include "desk/lamp.h"

#include "base/clock.h"
#include "base/text.h"
#include "desk/desk.h"

#include <string.h>

enum { CALL_MS = 2 * 60 * 1000, SOUND_MS = 20 * 1000, SHOW_MS = 2000 };

/* Nothing changed but the time: the turn that this begins looks. */
static void on_due(void *mine)
{
    (void)mine;
}

void lamp_start(struct lamp *lamp, struct desk *desk)
{
    *lamp = (struct lamp){.desk = desk, .timer = {.due = on_due, .mine = lamp}};
}

static bool lasts(struct lamp *lamp, int64_t since, int64_t ms)
{
    int64_t left = since + ms - clock_ms();
    if (since == 0 || left <= 0)
        return false;
    if (!lamp->timer.at)
        loop_after(lamp->desk->loop, &lamp->timer, left);
    return true;
}

void lamp_call(struct lamp *lamp)
{
    lamp->called = clock_ms();
}

static bool in_trouble(const struct device *device)
{
    return !device_online(device) || text_is(device->media, "out") || text_is(device->media, "jammed");
}

static bool some_device_is(const struct devices *devices, const struct device *but)
{
    for (int i = 0; i < devices->n; i++)
        if (&devices->list[i] != but && in_trouble(&devices->list[i]))
            return true;
    return false;
}

static const char *state_of(struct lamp *lamp, const struct device *device)
{
    struct desk *desk = lamp->desk;
    if (!desk->ui.here || desk->paused)
        return "out";
    if (desk->left.since || lasts(lamp, lamp->called, CALL_MS) || some_device_is(&desk->devices, device))
        return "attention";
    return desk->visit ? "busy" : "idle";
}

static void on_shown(void *mine, const char *result, const char *effect, const json_t *attr)
{
    struct lamp *lamp = mine;
    (void)effect, (void)attr;
    if (!text_is(result, "ok"))
        lamp->shown = NULL;
}

/* A lamp that is busy or away is told when it has something to say again. */
void lamp_check(struct lamp *lamp)
{
    struct desk *desk = lamp->desk;
    struct device *device = device_find(&desk->devices, "lamp");
    if (!device)
        return;
    if (!device_online(device)) {
        lamp->shown = NULL;
        return;
    }
    const char *state = state_of(lamp, device);
    bool sounds = lasts(lamp, desk->left.since, SOUND_MS);
    if (device->request || (lamp->shown && text_is(lamp->shown, state) && lamp->sounds == sounds))
        return;
    lamp->shown = state;
    lamp->sounds = sounds;
    if (!device_request(device, "show", json_pack("{ss,sb}", "state", state, "sound", sounds), -1, SHOW_MS, on_shown,
                        lamp))
        lamp->shown = NULL;
}
