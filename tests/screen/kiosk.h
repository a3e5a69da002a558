/* kiosk.h - a kiosk without core: a run folder of its own, the real window without a display, packets in, packets out.
 */
#ifndef TESTS_KIOSK_H
#define TESTS_KIOSK_H

#include "base/memfile.h"
#include "screen/folder.h"
#include "screen/ui.h"
#include "test.h"

static struct window kiosk;
static struct site kiosk_site;
static int kiosk_core = -1; /* core's end of the wire */

/* See kiosk_describe(). */
static inline void kiosk_open_as(const char *screen, const char *more)
{
    static char test[] = "test", option[] = "--run", name[] = "main";
    char *arguments[] = {test, option, kiosk_run, name, NULL};
    int ends[2];
    kiosk_folder();
    kiosk_describe(screen, more);
    site_start(&kiosk_site, 4, arguments, "");
    must(window_open(&kiosk, &kiosk_site, &main_face, true) == OK);
    must(wire_pair(ends) == OK);
    kiosk.uplink.fd = ends[1];
    kiosk_core = ends[0];
    kiosk.face->standing(kiosk.mine, true);
}

static inline void kiosk_open(void)
{
    kiosk_open_as("", "");
}

static inline void kiosk_close(void)
{
    close(kiosk_core);
    close(kiosk.uplink.fd);
    window_close(&kiosk);
    site_free(&kiosk_site);
    kiosk_remove();
    turn_end();
}

/* Core says this; drops the reference. */
static inline void kiosk_hears(json_t *body)
{
    struct packet packet = {.body = body};
    must(packet_check(&door_core_to_ui, body, strcmp(json_text(body, "type"), "visit") == 0) == OK);
    kiosk.face->packet(kiosk.mine, &packet);
    packet_free(&packet);
}

static inline void kiosk_hears_visit(const char *visit, const char *language)
{
    json_t *book = kiosk_read("kiosk/book.json");
    char *text = json_write(book);
    struct packet packet = {.n_fds = 1, .fds = {memfile_make("visit", text, strlen(text))}};
    packet.body =
        json_pack("{s:s s:s s:s s:s}", "type", "visit", "visit", visit, "service", "polri.skck", "language", language);
    must(packet_check(&door_core_to_ui, packet.body, 1) == OK);
    kiosk.face->packet(kiosk.mine, &packet);
    packet_free(&packet);
    json_decref(book);
    free(text);
}

/* What ui said to core, oldest first; NULL when it said nothing more. The caller owns it. */
static inline json_t *kiosk_said(void)
{
    struct packet packet;
    if (wire_receive(kiosk_core, &door_ui_to_core, &packet) != OK)
        return NULL;
    return packet.body;
}

static inline const struct plan *kiosk_plan(void)
{
    return &kiosk.plans[kiosk.shown];
}

/* This text stands on the page, alone. */
static inline bool kiosk_writes(const char *text)
{
    const struct plan *plan = kiosk_plan();
    for (int i = 0; i < plan->n_items; i++)
        if (plan_is_text(&plan->items[i]) && strcmp(plan->items[i].text, text) == 0)
            return true;
    return false;
}

static inline void kiosk_finger(uint32_t type, SDL_FingerID id, int x, int y)
{
    const struct plan *plan = kiosk_plan();
    SDL_Event event = {.tfinger = {.type = type,
                                   .fingerId = id,
                                   .x = ((float)x + 0.5f) / (float)plan->draw->width,
                                   .y = ((float)y + 0.5f) / (float)plan->draw->height}};
    if (window_event(&kiosk, &event))
        window_show(&kiosk);
}

/* A tap in the middle of a target, long after the one before; false when it is not there or cannot be touched. */
static inline bool kiosk_tap(const char *id)
{
    const struct target *target = plan_named(kiosk_plan(), id);
    if (!target || !target->enabled)
        return false;
    kiosk.touch.last.at = 0;
    int x = target->box.x + target->box.w / 2, y = target->box.y + target->box.h / 2;
    kiosk_finger(SDL_FINGERDOWN, 1, x, y);
    kiosk_finger(SDL_FINGERUP, 1, x, y);
    return true;
}

#endif
