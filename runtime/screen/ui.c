/* ui.c - words, and what is said to core. See ui.h. */
#define _GNU_SOURCE
#include "screen/ui.h"

#include "glass/mm.h"

#include <string.h>

const struct theme *ui_theme(struct ui *ui)
{
    if (ui->contrast)
        return &ui->dark;
    const char *agency = *ui->visit ? json_text(ui_service(ui, ui->service), "agency") : "";
    return *agency ? theme_dress(&ui->plain, agency, &ui->dressed) : &ui->plain;
}

const char *ui_text(const struct ui *ui, const char *key)
{
    return words_get(ui->words, ui->language, key);
}

const char *ui_text_with(const struct ui *ui, const char *key, json_t *with)
{
    const char *text = words_fill(ui_text(ui, key), ui->language, with);
    json_decref(with);
    return text;
}

const char *ui_book(const struct ui *ui, const char *key)
{
    return ui->book ? words_find(json_object_get(ui->book, "words"), ui->language, words_key(key)) : NULL;
}

const json_t *ui_options(const struct ui *ui)
{
    return json_object_get(ui->screen, "options");
}

const char *ui_key(const struct ui *ui)
{
    return json_text(ui->screen, "key");
}

int64_t ui_step(const struct ui *ui)
{
    return json_number(ui->screen, "step", 0);
}

bool ui_refused(const struct ui *ui)
{
    return *json_text(ui->screen, "error") && !ui->answered;
}

const char *ui_word_or(const struct ui *ui, const char *name, const char *otherwise)
{
    const char *key = turn_text("%s.%s", ui_key(ui), name);
    const char *text = ui_book(ui, key);
    if (!text)
        text = words_find(ui->words, ui->language, turn_text("core.%s", key));
    if (!text)
        return otherwise;
    const json_t *with = json_object_get(ui_options(ui), "with"), *values = json_object_get(ui_options(ui), "values");
    const json_t *fill = json_is_object(with) ? with : values; /* a consent is with an agency */
    return json_is_object(fill) ? words_fill(text, ui->language, fill) : text;
}

const char *ui_word(const struct ui *ui, const char *name)
{
    return ui_word_or(ui, name, turn_text("[%s.%s]", ui_key(ui), name));
}

const json_t *ui_service(const struct ui *ui, const char *id)
{
    return index_service(ui->index, id);
}

const json_t *ui_agency(const struct ui *ui, const char *id)
{
    return site_row(ui->window->site, "agencies", "id", id);
}

static const char *in_language(const struct ui *ui, const json_t *texts)
{
    return json_text_or(texts, ui->language, json_text(texts, "id"));
}

const char *ui_title(const struct ui *ui, const json_t *service)
{
    return in_language(ui, json_object_get(service, "title"));
}

const char *ui_tile(const struct ui *ui, const json_t *service)
{
    const char *text = in_language(ui, json_object_get(service, "tile"));
    return *text ? text : ui_title(ui, service);
}

const char *ui_line(const struct ui *ui, const json_t *service)
{
    return in_language(ui, json_object_get(service, "line"));
}

int ui_least(const struct ui *ui)
{
    return mm_column(ui->plain.types[T_BODY], THEME_SIZES, ui->window->mm, MM_TEXT);
}

bool ui_author(const struct ui *ui)
{
    return json_object_get(ui->window->site->settings, "author") != NULL;
}

const char *ui_clock(const struct ui *ui)
{
    struct moment now = clock_local(clock_wall_ms() / 1000);
    return words_time(ui->language, now.hour, now.minute);
}

const char *ui_day(const struct ui *ui, const char *text)
{
    struct day day;
    return day_read(text, &day) ? words_day(ui->language, day, true) : text;
}

const char *ui_time(const struct ui *ui, const char *text)
{
    int hour, minute;
    return time_read(text, &hour, &minute) ? words_time(ui->language, hour, minute) : text;
}

/* Core may be away: it shows the step again when it is back, and hears of this then. */
static void tell(struct ui *ui, json_t *packet)
{
    json_t *kept = json_deep_copy(packet);
    ui->answered = true;
    if (window_send(ui->window, packet) < 0)
        ui->unheard = kept;
    else
        json_wipe(kept);
}

/* A packet about the open step, at most one: what core had not stored when it died is asked again by core itself. */
static void say_once(struct ui *ui, const char *type, const char *name, json_t *value)
{
    if (ui->answered || !ui->screen) {
        json_wipe(value);
        return;
    }
    json_t *packet = json_pack("{s:s s:s s:I}", "type", type, "visit", ui->visit, "step", (json_int_t)ui_step(ui));
    if (name)
        json_object_set_new(packet, name, value);
    tell(ui, packet);
}

void ui_say_again(struct ui *ui)
{
    json_t *packet = ui->unheard;
    ui->unheard = NULL;
    if (!packet)
        return;
    json_object_set_new(packet, "step", json_integer(ui_step(ui)));
    tell(ui, packet);
}

void ui_answer(struct ui *ui, json_t *value)
{
    say_once(ui, "answer", "value", value);
}

void ui_back(struct ui *ui)
{
    say_once(ui, "back", NULL, NULL);
}

void ui_edit(struct ui *ui, const char *key)
{
    say_once(ui, "edit", "key", json_string(key));
}

void ui_cancel(struct ui *ui)
{
    say_once(ui, "cancel", NULL, NULL);
}

void ui_start(struct ui *ui, const char *service)
{
    if (*ui->starting && ui->started)
        return;
    strncpy(ui->starting, service, sizeof ui->starting - 1);
    ui->asked = clock_ms();
    json_t *packet = json_pack("{s:s s:s s:s}", "type", "start", "service", service, "language", ui->language);
    ui->started = window_send(ui->window, packet) == OK;
}

/* The screen is wiped at once and does not wait for core; should core be away, it hears of it when it is back. */
void ui_end(struct ui *ui, const char *why)
{
    if (*ui->visit) {
        window_send(ui->window, json_pack("{s:s s:s s:s}", "type", "end", "visit", ui->visit, "why", why));
        strcpy(ui->ended, ui->visit);
    }
    ui_forget_visit(ui);
}

void *ui_own(struct ui *ui, size_t n)
{
    if (!ui->own)
        ui->own = make(n);
    must(ui->n_own == 0 || ui->n_own == n);
    ui->n_own = n;
    return ui->own;
}

void ui_forget_many(struct ui *ui)
{
    many_free(ui->many);
    ui->many = NULL;
}

void ui_forget_step(struct ui *ui)
{
    entry_clear(&ui->entry);
    ui_forget_many(ui);
    wipe_free(ui->own, ui->n_own);
    json_wipe(ui->unheard);
    ui->own = NULL;
    ui->unheard = NULL;
    ui->n_own = 0;
    ui->page = 0;
    ui->typing = ui->finding = ui->answered = false;
}

static void keep_wishes(struct ui *ui)
{
    ui->last = (struct wishes){.column = ui->column, .speech = ui->speech, .contrast = ui->contrast, .low = ui->low};
    strcpy(ui->last.language, ui->language);
}

void ui_restore_wishes(struct ui *ui)
{
    if (!*ui->last.language)
        return;
    strcpy(ui->language, ui->last.language);
    ui->column = ui->last.column;
    ui->speech = ui->last.speech;
    ui->contrast = ui->last.contrast;
    ui->low = ui->last.low;
}

void ui_forget_wishes(struct ui *ui)
{
    ui->last = (struct wishes){.column = 0};
}

void ui_forget_visit(struct ui *ui)
{
    if (*ui->visit)
        keep_wishes(ui);
    ui_forget_step(ui);
    json_wipe(ui->screen);
    json_wipe(ui->book);
    ui->screen = ui->book = NULL;
    regions_close(ui->regions);
    ui->regions = NULL;
    explicit_bzero(ui->visit, sizeof ui->visit);
    explicit_bzero(ui->service, sizeof ui->service);
    explicit_bzero(ui->starting, sizeof ui->starting);
    const json_t *languages = site_languages(ui->window->site);
    const char *first = json_string_value(json_array_get(languages, 0));
    strncpy(ui->language, first ? first : "id", sizeof ui->language - 1);
    ui->column = 0;
    ui->speech = ui->contrast = ui->low = ui->called = ui->started = false;
    ui->view = VIEW_NEED;
    ui->over = OVER_NOTHING;
    access_forget(ui);
    window_wipe(ui->window);
}
