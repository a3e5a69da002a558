/* kiosk.h - a kiosk without core: a run folder of its own, the real window without a display, packets in, packets out.
 */
#ifndef TESTS_KIOSK_H
#define TESTS_KIOSK_H

#include "base/memfile.h"
#include "draw/fonts.h"
#include "screen/ui.h"
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

static struct window kiosk;
static struct site kiosk_site;
static char kiosk_run[64];
static int kiosk_core = -1; /* core's end of the wire */

static inline void kiosk_write_site(const char *more)
{
    char *bytes;
    size_t n;
    must(file_read_path(SOURCE "/tests/screen/kiosk/site.conf.in", 1 << 16, &bytes, &n) == OK);
    FILE *to = fopen(turn_text("%s/site.conf", kiosk_run), "w");
    for (const char *at = bytes; *at;) {
        if (strncmp(at, "@SOURCE@", 8) == 0) {
            fputs(SOURCE, to);
            at += 8;
        } else if (strncmp(at, "@MORE@", 6) == 0) {
            fputs(more, to);
            at += 6;
        } else
            fputc(*at++, to);
    }
    fclose(to);
    free(bytes);
}

static inline void kiosk_folder(const char *more)
{
    snprintf(kiosk_run, sizeof kiosk_run, "/tmp/kiosk-%d", getpid());
    static const char *const names[] = {"index.json", "services.json"};
    char *text;
    size_t n;
    mkdir(kiosk_run, 0700);
    mkdir(turn_text("%s/share", kiosk_run), 0700);
    mkdir(turn_text("%s/run", kiosk_run), 0700);
    mkdir(turn_text("%s/run/ui.main", kiosk_run), 0700);
    kiosk_write_site(more);
    fonts_write(turn_text("%s/share/fonts.conf", kiosk_run));
    for (size_t i = 0; i < COUNT(names); i++) {
        must(file_read_path(turn_text(SOURCE "/tests/screen/kiosk/%s", names[i]), 1 << 20, &text, &n) == OK);
        must(file_write_path(turn_text("%s/share/%s", kiosk_run, names[i]), text, n, 0600) == OK);
        free(text);
    }
}

static inline void kiosk_open(void)
{
    static char test[] = "test", option[] = "--run", name[] = "main";
    char *arguments[] = {test, option, kiosk_run, name, NULL};
    int ends[2];
    kiosk_folder("");
    site_start(&kiosk_site, 4, arguments, "");
    must(window_open(&kiosk, &kiosk_site, &main_face, true) == OK);
    must(wire_pair(ends) == OK);
    kiosk.uplink.fd = ends[1];
    kiosk_core = ends[0];
    kiosk.face->standing(kiosk.mine, true);
}

static inline void kiosk_remove(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", kiosk_run);
    if (system(command) != 0)
        perror(command);
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

static inline json_t *kiosk_read(const char *name)
{
    json_t *value = json_read_file(turn_text(SOURCE "/tests/screen/%s", name), 1 << 20);
    must(value != NULL);
    return value;
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

/* A tap in the middle of a target; false when it is not there or cannot be touched. */
static inline bool kiosk_tap(const char *id)
{
    const struct target *target = plan_named(kiosk_plan(), id);
    if (!target || !target->enabled)
        return false;
    int x = target->box.x + target->box.w / 2, y = target->box.y + target->box.h / 2;
    kiosk_finger(SDL_FINGERDOWN, 1, x, y);
    kiosk_finger(SDL_FINGERUP, 1, x, y);
    return true;
}

#endif
