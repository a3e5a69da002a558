/* main.c - the face of the kiosk's window: packets become what ui knows, taps become packets, and a page lays it out.
 */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/conf.h"
#include "base/memfile.h"
#include "glass/mm.h"
#include "screen/home.h"
#include "screen/presence.h"
#include "screen/telling.h"
#include "screen/ui.h"

#include <stdlib.h>
#include <string.h>

enum { BOOK_MAX = 4 << 20 };

static const struct page *const pages[] = {
    &page_consent, &page_choice, &page_pick, &page_country, &page_yes,    &page_info,  &page_stop,
    &page_text,    &page_number, &page_nik,  &page_phone,   &page_date,   &page_year,  &page_pin,
    &page_address, &page_slot,   &page_sign, &page_confirm, &page_review, &page_done,  &page_ktp,
    &page_code,    &page_photo,  &page_scan, &page_wait,    &page_pay,    &page_paper, &page_fault};

const struct page *ui_page(const struct ui *ui)
{
    const char *kind = json_text(ui->screen, "kind");
    for (size_t i = 0; ui->screen && i < COUNT(pages); i++)
        if (strcmp(pages[i]->kind, kind) == 0 && ((ui->standing && !ui->returned) || !ui->answered))
            return pages[i];
    bool coming = *ui->visit || *ui->starting;
    return coming && (ui->screen || presence_patience(ui, clock_ms()) <= 0) ? &page_moment : home_page(ui);
}

/* Opening and closing */

static int read_words(struct ui *ui)
{
    const json_t *settings = ui->window->site->settings, *language;
    const char *folder = json_string_value(json_at(settings, "folders.words"));
    ui->words = json_object();
    words_learn(settings);
    size_t i;
    json_array_foreach (json_object_get(settings, "languages"), i, language) {
        const char *name = json_string_value(language);
        json_t *texts = name && folder ? conf_read_file(turn_text("%s/words.%s.conf", folder, name)) : NULL;
        if (!texts)
            return fail(E_FORMAT, "no words for language %zu", i);
        json_object_set_new(ui->words, name, texts);
    }
    return OK;
}

static int read_themes(struct ui *ui)
{
    const json_t *settings = ui->window->site->settings;
    const char *folder = json_string_value(json_at(settings, "folders.themes"));
    const char *name = json_text_or(settings, "theme", "wedel");
    return theme_open(&ui->plain, &ui->dark, folder ? folder : "", name);
}

/* A panel that is too small for the theme is no reason not to serve, but somebody should know. */
static void check_panel(const struct ui *ui)
{
    double target = ui->plain.target * ui->window->mm,
           text = mm_capitals(ui->plain.types[T_BODY][THEME_SIZES - 1], ui->window->mm);
    if (target < MM_LEAST_TARGET)
        fail(E_STATE, "the smallest buttons are %.1f mm on this panel, a finger needs %.1f: take a larger one", target,
             MM_LEAST_TARGET);
    if (text < MM_TEXT)
        fail(E_STATE, "the largest text is %.1f mm high on this panel, eyes need %.1f: take a larger one", text,
             MM_TEXT);
}

static void *open_ui(struct window *window)
{
    struct ui *ui = make(sizeof *ui);
    ui->window = window;
    ui->touched = clock_ms();
    if (read_words(ui) < 0 || read_themes(ui) < 0) {
        json_decref(ui->words);
        free(ui);
        return NULL;
    }
    ui->index = index_open(window->site);
    access_open(ui);
    ui_forget_visit(ui);
    check_panel(ui);
    return ui;
}

static void close_ui(void *mine)
{
    struct ui *ui = mine;
    ui_forget_visit(ui);
    access_close(ui);
    json_decref(ui->words);
    index_close(ui->index);
    json_decref(ui->home);
    free(ui);
}

/* Packets */

/* Whoever left it hears of it at once and as they had set the screen, until it is out; whoever says that it is somebody
 * else's is not asked about that card again. */
static void take_card(struct ui *ui, bool left)
{
    bool was_left = json_truth(ui->home, "card"), nobody = !*ui->visit && !*ui->starting;
    if (left && !was_left) {
        ui->since = clock_ms();
        if (nobody)
            ui_restore_wishes(ui);
    } else if (!left && was_left && nobody && !ui->not_mine) {
        ui_forget_visit(ui);
    }
    if (!left)
        ui_forget_wishes(ui);
    ui->not_mine &= left;
}

static void take_home(struct ui *ui, struct packet *packet)
{
    take_card(ui, json_truth(packet->body, "card"));
    json_decref(ui->home);
    ui->home = packet->body;
    packet->body = NULL;
    index_refresh(ui->index);
    if (*ui->starting && !ui->started)
        ui_start(ui, turn_text("%s", ui->starting));
}

static void forget_screen(struct ui *ui)
{
    ui_forget_step(ui);
    json_wipe(ui->screen);
    ui->screen = NULL;
}

static void take_visit(struct ui *ui, struct packet *packet)
{
    const char *visit = json_text(packet->body, "visit");
    if (strcmp(visit, ui->ended) == 0) { /* ended here while core was away */
        window_send(ui->window, json_pack("{s:s s:s s:s}", "type", "end", "visit", visit, "why", "idle"));
        return;
    }
    if (strcmp(visit, ui->visit) != 0)
        forget_screen(ui);
    char *bytes = NULL;
    size_t n = 0;
    if (memfile_read("visit", packet->fds[0], BOOK_MAX, &bytes, &n) < 0)
        return;
    json_wipe(ui->book);
    ui->book = json_read("visit", bytes, n, JSON_MAX_FILE_DEPTH);
    wipe_free(bytes, n);
    *ui->starting = 0;
    strncpy(ui->visit, visit, sizeof ui->visit - 1);
    strncpy(ui->service, json_text(packet->body, "service"), sizeof ui->service - 1);
    strncpy(ui->language, json_text(packet->body, "language"), sizeof ui->language - 1);
}

static bool is_wait(const json_t *screen)
{
    return strcmp(json_text(screen, "kind"), "wait") == 0;
}

/* Core takes the visit up again: until it has come to a step, the one that is here stays, with what was typed. */
static bool is_replay(const struct ui *ui, const json_t *screen)
{
    return ui->returned && ui->screen && !is_wait(ui->screen) && is_wait(screen) &&
           strcmp(json_text(json_object_get(screen, "options"), "what"), "moment") == 0;
}

/* What was typed stays when core only shows the same step again. */
/* The same question again: it was answered, or a card was put in or taken out. That a device comes or goes, and core
 * too, tells of nobody who is here. */
static bool somebody_did(const struct ui *ui, const json_t *screen)
{
    return ui->answered || strcmp(json_text(json_at(screen, "options.device"), "phase"),
                                  json_text(json_at(ui->screen, "options.device"), "phase")) != 0;
}

static void take_screen(struct ui *ui, struct packet *packet)
{
    if (strcmp(json_text(packet->body, "visit"), ui->visit) != 0 || is_replay(ui, packet->body))
        return;
    /* The same question once more (core was away, or an answer was refused): what is typed stays. */
    bool same = ui->screen && strcmp(json_text(packet->body, "key"), ui_key(ui)) == 0 &&
                strcmp(json_text(packet->body, "kind"), json_text(ui->screen, "kind")) == 0;
    bool somebody = !same || somebody_did(ui, packet->body);
    json_wipe(ui->screen);
    ui->screen = packet->body;
    packet->body = NULL;
    ui->answered = ui->returned = false;
    ui->since = clock_ms();
    if (somebody)
        ui->touched = ui->since;
    ui_forget_many(ui);
    if (same && ui_page(ui)->covered && ui_refused(ui))
        entry_clear(&ui->entry); /* nobody can mend what they cannot see */
    if (same) {
        ui_say_again(ui);
        return;
    }
    ui_forget_step(ui);
    window_release(ui->window);
    const struct page *page = ui_page(ui);
    if (page->begin)
        page->begin(ui);
}

/* Of the step that is shown; one of another screen comes too late. */
static void take_frame(struct ui *ui, const struct packet *packet)
{
    const struct page *page = ui_page(ui);
    if (page->frame && strcmp(json_text(packet->body, "visit"), ui->visit) == 0 &&
        json_number(packet->body, "step", -1) == ui_step(ui))
        page->frame(ui, (int)json_number(packet->body, "width", 0), (int)json_number(packet->body, "height", 0),
                    packet->fds[0]);
}

/* The visit here is over, or there is none at all: core ended it while nobody could be told. Where nobody is, nothing
 * is forgotten: wiping the texts of home would only have them drawn again. */
static bool is_over(const struct ui *ui, const char *visit)
{
    return *visit ? !*ui->visit || strcmp(visit, ui->visit) == 0 : *ui->visit != 0;
}

static void take_packet(void *mine, struct packet *packet)
{
    struct ui *ui = mine;
    const char *type = packet_type(packet), *visit = json_text(packet->body, "visit");
    if (strcmp(type, "home") == 0)
        take_home(ui, packet);
    else if (strcmp(type, "visit") == 0)
        take_visit(ui, packet);
    else if (strcmp(type, "screen") == 0)
        take_screen(ui, packet);
    else if (strcmp(type, "frame") == 0)
        take_frame(ui, packet);
    else if (strcmp(type, "closed") == 0 && is_over(ui, visit))
        ui_forget_visit(ui);
    else if (strcmp(type, "called") == 0) {
        ui->called = json_truth(packet->body, "staff");
        ui->over = ui->called ? OVER_CALLED : OVER_NOT_CALLED;
        ui->over_since = clock_ms();
    }
}

/* A choice that core may have heard is forgotten: when it is back it shows the visit, or there is none. */
static void take_standing(void *mine, bool standing)
{
    struct ui *ui = mine;
    ui->standing = standing;
    ui->returned |= standing;
    if (!standing && ui->started)
        *ui->starting = 0;
}

/* Taps */

static bool tap_common(struct ui *ui, const char *id)
{
    if (strcmp(id, "more-time") == 0 || (ui->over && strcmp(id, "close") == 0))
        ui->over = OVER_NOTHING;
    else if (strcmp(id, "leave") == 0)
        ui->over = OVER_LEAVE;
    else if (strcmp(id, "end") == 0)
        ui_end(ui, "citizen");
    else if (strcmp(id, "cancel") == 0)
        ui_cancel(ui);
    else if (strcmp(id, "back") == 0 && *ui->visit && !ui->typing)
        ui_back(ui);
    else
        return false;
    return true;
}

void ui_tap(struct ui *ui, const char *id)
{
    const struct page *page = ui_page(ui);
    ui->touched = clock_ms();
    access_tapped(ui, id);
    if (!access_tap(ui, id) && !tap_common(ui, id) && page->tap && !ui->answered)
        page->tap(ui, id);
}

static void tap(void *mine, const char *id)
{
    ui_tap(mine, id);
}

static void key(void *mine, const SDL_KeyboardEvent *event)
{
    access_key(mine, event);
}

static bool drag(void *mine, const char *id, int x, int y, bool first)
{
    struct ui *ui = mine;
    const struct page *page = ui_page(ui);
    return page->drag && !ui->answered && page->drag(ui, id, x, y, first);
}

static void touched(void *mine, const char *id)
{
    access_touched(mine);
    ui_touched(mine, id);
}

/* The screen */

static void lay_idle(struct ui *ui, struct plan *plan, int left)
{
    widget_dialog(plan, (struct dialog){.title = ui_text(ui, "ui.idle.title"),
                                        .text = ui_text_with(ui, "ui.idle.text", json_pack("{s:i}", "left", left)),
                                        .left = left,
                                        .of = IDLE_COUNT_MS / 1000,
                                        .id = "more-time",
                                        .button = ui_text(ui, "ui.idle.more"),
                                        .other_id = "end",
                                        .other = ui_text(ui, "ui.idle.end")});
}

static void lay_over(struct ui *ui, struct plan *plan)
{
    if (ui->over == OVER_LEAVE)
        widget_dialog(plan, (struct dialog){.title = ui_text(ui, "ui.leaving.title"),
                                            .text = ui_text(ui, "ui.leaving.text"),
                                            .icon = "logout",
                                            .id = "more-time",
                                            .button = ui_text(ui, "ui.leaving.stay"),
                                            .other_id = "end",
                                            .other = ui_text(ui, "ui.idle.end")});
    else if (ui->over != OVER_NOTHING)
        widget_dialog(plan, (struct dialog){
                                .title = ui_text(ui, ui->over == OVER_CALLED ? "ui.called.title" : "ui.uncalled.title"),
                                .text = ui_text(ui, ui->over == OVER_CALLED ? "ui.called.text" : "ui.uncalled.text"),
                                .icon = ui->over == OVER_CALLED ? "directions_walk" : "support_agent",
                                .id = "close",
                                .button = ui_text(ui, "ui.called.close")});
}

/* In the text size of the visit, as far as the page holds it. */
static void lay_page(struct ui *ui, struct plan *plan, const struct page *page)
{
    int column = ui_least(ui) + ui->column;
    plan->column = column < THEME_SIZES ? column : THEME_SIZES - 1;
    for (;; plan->column--) {
        plan->crowded = false;
        page->lay(ui, plan);
        if (!plan->crowded || plan->column == 0)
            return;
        plan_restart(plan, 0, 0);
    }
}

static void lay(void *mine, struct plan *plan)
{
    struct ui *ui = mine;
    const struct page *page = ui_page(ui);
    plan->theme = ui_theme(ui);
    plan->low = ui->low;
    plan->kind = page->kind;
    plan->key = ui->screen ? ui_key(ui) : "";
    plan->step = ui_step(ui);
    lay_page(ui, plan, page);
    int left = presence_left(ui, clock_ms());
    if (left > 0)
        lay_idle(ui, plan, left);
    else
        lay_over(ui, plan);
    if (!page->bare)
        access_bar(ui, plan);
    access_ring(ui, plan);
}

static void shown(void *mine, const struct plan *plan)
{
    telling_shown(mine, plan);
}

const struct face main_face = {.name = "main",
                               .tall = 1080,
                               .wide = 1920,
                               .door = &door_core_to_ui,
                               .open = open_ui,
                               .close = close_ui,
                               .packet = take_packet,
                               .standing = take_standing,
                               .touched = touched,
                               .tap = tap,
                               .drag = drag,
                               .key = key,
                               .due = presence_due,
                               .lay = lay,
                               .shown = shown};
