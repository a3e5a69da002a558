/* probe.c - see probe.h. */
#define _GNU_SOURCE
#include "glass/probe.h"

#include "base/wire.h"
#include "glass/flaws.h"
#include "glass/uplink.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int run(void *mine)
{
    struct probe *probe = mine;
    for (;;) {
        poll(&(struct pollfd){.fd = probe->listener, .events = POLLIN}, 1, -1);
        int fd = wire_accept(probe->listener);
        if (fd >= 0 && !uplink_post(probe->event, UPLINK_PROBE, NULL, fd))
            close(fd);
    }
    return 0;
}

int probe_open(struct probe *probe, const struct site *site, const char *name, uint32_t event)
{
    *probe = (struct probe){.listener = -1, .event = event};
    memset(probe->eyes, -1, sizeof probe->eyes);
    probe->careful = json_object_get(site->settings, "author") != NULL;
    if (!json_truth(site->settings, "demo"))
        return OK;
    const char *folder = site_path(site, "run/probe");
    if (mkdir(folder, 0750) < 0 && errno != EEXIST)
        return fail_errno("%s", folder);
    probe->listener = wire_listen(site_path(site, "run/probe/%s", name));
    if (probe->listener < 0)
        return probe->listener;
    SDL_Thread *thread = SDL_CreateThread(run, "probe", probe);
    SDL_DetachThread(thread);
    return thread ? OK : fail(E_IO, "thread: %s", SDL_GetError());
}

void probe_add(struct probe *probe, int fd)
{
    for (int i = 0; i < PROBE_EYES; i++)
        if (probe->eyes[i] < 0) {
            probe->eyes[i] = fd;
            probe->seen = 0;
            return;
        }
    close(fd);
}

static json_t *describe(const struct plan *plan, const struct target *target)
{
    SDL_Rect r = draw_on_window(plan->draw, target->box);
    json_t *row = json_pack("{s:s s:i s:i s:i s:i s:b}", "id", target->id, "x", r.x, "y", r.y, "width", r.w, "height",
                            r.h, "enabled", target->enabled);
    if (target->state == STATE_ON)
        json_object_set_new(row, "on", json_true());
    return row;
}

static void on_flaw(void *mine, const char *what, const char *text)
{
    enum { FLAWS = 16 }; /* of a screen with more nobody reads them all */
    if (json_array_size(mine) < FLAWS)
        json_array_append_new(mine, json_pack("{ss,ss}", "what", what, "text", text));
}

static json_t *flaws_of(const struct probe *probe, const struct plan *plan)
{
    json_t *flaws = json_array();
    if (probe->careful)
        flaws_find(plan, on_flaw, flaws);
    return flaws;
}

static json_t *describe_all(const struct plan *plan, int64_t serial)
{
    SDL_Rect page = draw_on_window(plan->draw, (struct box){0, 0, plan->draw->width, plan->draw->height});
    int x = 0, y = 0;
    if (plan->draw->window)
        SDL_GetWindowPosition(plan->draw->window, &x, &y);
    json_t *targets = json_array();
    for (int i = 0; i < plan->n_targets; i++)
        json_array_append_new(targets, describe(plan, &plan->targets[i]));
    return json_pack("{s:s s:I s:s s:s s:I s:i s:i s:i s:i s:o}", "type", "targets", "serial", (json_int_t)serial,
                     "kind", plan->kind, "key", plan->key, "step", (json_int_t)plan->step, "x", x, "y", y, "width",
                     page.w, "height", page.h, "targets", targets);
}

static uint64_t hash_more(uint64_t hash, const void *bytes, size_t n)
{
    for (const uint8_t *at = bytes; n > 0; at++, n--)
        hash = (hash ^ *at) * 1099511628211u;
    return hash;
}

static uint64_t hash_place(const struct plan *plan)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)plan->step;
    hash = hash_more(hash, plan->kind, strlen(plan->kind));
    return hash_more(hash, plan->key, strlen(plan->key));
}

static uint64_t hash_targets(const struct plan *plan, const json_t *flaws)
{
    uint64_t hash = hash_place(plan) ^ json_array_size(flaws);
    return hash_more(hash, plan->targets, sizeof *plan->targets * (size_t)plan->n_targets);
}

static bool has_eyes(const struct probe *probe)
{
    for (int i = 0; i < PROBE_EYES; i++)
        if (probe->eyes[i] >= 0)
            return true;
    return false;
}

static void send_all(struct probe *probe, json_t *packet)
{
    for (int i = 0; i < PROBE_EYES; i++)
        if (probe->eyes[i] >= 0 && wire_send(probe->eyes[i], packet, NULL, 0) < 0) {
            close(probe->eyes[i]);
            probe->eyes[i] = -1;
        }
    json_decref(packet);
}

static void tell(struct probe *probe, const struct plan *plan, json_t *flaws)
{
    json_t *packet = describe_all(plan, ++probe->serial);
    if (probe->careful)
        json_object_set(packet, "flaws", flaws);
    send_all(probe, packet);
}

void probe_turn(struct probe *probe, const struct plan *plan)
{
    if (has_eyes(probe) && hash_place(plan) != probe->told)
        send_all(probe, json_pack("{ss}", "type", "turning"));
}

void probe_show(struct probe *probe, const struct plan *plan)
{
    if (!has_eyes(probe))
        return;
    json_t *flaws = flaws_of(probe, plan);
    uint64_t hash = hash_targets(plan, flaws);
    if (hash != probe->seen)
        tell(probe, plan, flaws);
    probe->seen = hash;
    probe->told = hash_place(plan);
    json_decref(flaws);
}
