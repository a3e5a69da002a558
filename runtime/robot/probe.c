/* probe.c - see probe.h. */
#define _GNU_SOURCE
#include "robot/probe.h"

#include "base/clock.h"
#include "base/wire.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AGAIN_MS = 50 };

/* clang-format off */
static const struct packet_kind kinds[] = {
    {"turning", 0, 0, {{0}}},
    {"targets", 0, 0, {{"serial", 'i', false, 0}, {"kind", 's', false, 16}, {"key", 's', false, 128}, {"step", 'i', false, 0},
                       {"x", 'i', false, 0}, {"y", 'i', false, 0}, {"width", 'i', false, 0}, {"height", 'i', false, 0},
                       {"targets", 'a', false, 0}, {"flaws", 'a', true, 0}}},
    {0}};
/* clang-format on */

static const struct door door_probe_to_robot = {"door_probe_to_robot", kinds};

void probe_open(struct probe *probe, const char *run, const char *name)
{
    char *path = turn_text("%s/run/probe/%s", run, name);
    *probe = (struct probe){.name = name, .path = make_text(path), .fd = -1};
}

static void lose(struct probe *probe)
{
    if (probe->fd >= 0)
        close(probe->fd);
    probe->fd = -1;
    json_decref(probe->now);
    probe->now = NULL;
    probe->turning = false;
}

void probe_close(struct probe *probe)
{
    lose(probe);
    free(probe->path);
}

static void take(struct probe *probe, const struct packet *packet)
{
    probe->turning = strcmp(packet_type(packet), "turning") == 0;
    if (probe->turning)
        return;
    json_decref(probe->now);
    probe->now = json_incref(packet->body);
}

/* All packets that wait; only the last counts. */
static bool take_all(struct probe *probe)
{
    bool changed = false;
    for (;;) {
        struct packet packet;
        int code = wire_receive(probe->fd, &door_probe_to_robot, &packet);
        if (code == E_STATE)
            return changed;
        if (code < 0) {
            lose(probe);
            return true;
        }
        take(probe, &packet);
        packet_free(&packet);
        changed = true;
    }
}

static bool connect_again(struct probe *probe)
{
    probe->fd = wire_connect(probe->path);
    if (probe->fd >= 0)
        wire_calm(probe->fd);
    return probe->fd >= 0;
}

bool probe_look(struct probe *probe, int64_t ms)
{
    int64_t until = clock_ms() + ms;
    for (;;) {
        bool there = probe->fd >= 0 || connect_again(probe);
        if (there && take_all(probe))
            return true;
        int64_t left = until - clock_ms();
        if (left <= 0)
            return false;
        struct pollfd wait = {probe->fd, POLLIN, 0}; /* poll() skips a negative descriptor and just sleeps */
        poll(&wait, 1, there ? (int)left : left < AGAIN_MS ? (int)left : AGAIN_MS);
    }
}

struct place probe_place(const struct probe *probe)
{
    struct place place = {.step = json_number(probe->now, "step", -1)};
    snprintf(place.kind, sizeof place.kind, "%s", json_text(probe->now, "kind"));
    snprintf(place.key, sizeof place.key, "%s", json_text(probe->now, "key"));
    return place;
}

bool place_same(struct place a, struct place b)
{
    return a.step == b.step && strcmp(a.kind, b.kind) == 0 && strcmp(a.key, b.key) == 0;
}

const json_t *probe_target(const struct probe *probe, const char *id)
{
    size_t n = strlen(id), i;
    bool prefix = n > 0 && id[n - 1] == '*';
    json_t *target;
    json_array_foreach (json_object_get(probe->now, "targets"), i, target) {
        const char *its = json_text(target, "id");
        if (prefix ? strncmp(its, id, n - 1) == 0 : strcmp(its, id) == 0)
            return target;
    }
    return NULL;
}

bool probe_enabled(const struct probe *probe, const char *id)
{
    return json_truth(probe_target(probe, id), "enabled");
}

const char *probe_rest(const struct probe *probe, const char *prefix)
{
    const json_t *target = probe_target(probe, turn_text("%s*", prefix));
    return target ? json_text(target, "id") + strlen(prefix) : NULL;
}

struct area probe_window(const struct probe *probe)
{
    return (struct area){(int)json_number(probe->now, "x", 0), (int)json_number(probe->now, "y", 0),
                         (int)json_number(probe->now, "width", 0), (int)json_number(probe->now, "height", 0)};
}

char *probe_describe(const struct probe *probe)
{
    size_t i;
    json_t *target;
    if (!probe->now)
        return turn_text("ui@%s is away", probe->name);
    char *text = turn_text("kind %s, key %s, step %lld with", json_text(probe->now, "kind"),
                           json_text(probe->now, "key"), (long long)json_number(probe->now, "step", -1));
    json_array_foreach (json_object_get(probe->now, "targets"), i, target)
        text = turn_text(json_truth(target, "enabled") ? "%s %s" : "%s (%s)", text, json_text(target, "id"));
    return text;
}
