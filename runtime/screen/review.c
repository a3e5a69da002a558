/* review.c - what will be sent, row by row: Ubah beside what can be changed, the source beside what cannot. */
#define _GNU_SOURCE
#include "glass/pen.h"
#include "screen/ui.h"

#include "domain/picture.h"
#include "domain/country.h"
#include "domain/nik.h"
#include "domain/phone.h"

#include <string.h>

enum {
    ROW_PAD = 20,
    EDIT_WIDTH = 248,
    EDIT_HEIGHT = 98,
    VALUE_LINES = 4,
    MOST_VALUE = 400,
    SIGN_HEIGHT = 116,
    SIGN_PEN = 12
};

struct line {
    const char *key, *label, *value, *source;
    const char *path; /* of a signature, which is drawn; else NULL */
    bool editable;
    int tall; /* of the value; measured once, since an endless one costs */
};

static const char *choice_text(const struct ui *ui, const char *key, const char *choice)
{
    const char *text = ui_book(ui, turn_text("%s.from.%s", key, choice));
    return text ? text : choice;
}

static const char *country_text(const struct ui *ui, const char *code)
{
    const struct country *country = country_find(code);
    return country ? country_name(country, ui->language) : code;
}

static const char *masked(const char *nik)
{
    char text[64];
    nik_mask(nik, text);
    return turn_text("%s", text);
}

static const char *grouped_phone(const char *stored)
{
    char text[PHONE_SHOWN];
    phone_group(stored, text);
    return turn_text("%s", text);
}

/* An object that says itself what it is; or a fact: who it is about, without the digits that others could read. */
static const char *object_text(const json_t *value)
{
    if (*json_text(value, "text"))
        return json_text(value, "text");
    if (*json_text(value, "code"))
        return json_text(value, "code");
    const char *name = json_text(value, "name"), *nik = json_text(value, "nik");
    if (!*nik)
        return *name ? name : NULL;
    return *name ? turn_text("%s  ·  NIK %s", name, masked(nik)) : turn_text("NIK %s", masked(nik));
}

static const char *sign_text(const struct ui *ui, const json_t *value)
{
    return ui_text(ui, *json_text(value, "path") ? "ui.sign.signed" : "ui.sign.officer");
}

static const char *picture_text(const struct ui *ui, const json_t *value)
{
    return ui_text(ui, json_is_object(value) ? "ui.photo.taken" : "ui.photo.none");
}

static const char *slot_text(const struct ui *ui, const json_t *value)
{
    json_t *with = json_pack("{s:s s:s}", "day", ui_day(ui, json_text(value, "day")), "time",
                             ui_time(ui, json_text(value, "time")));
    return ui_text_with(ui, "ui.slot.at", with);
}

static const char *number_text(const struct ui *ui, const json_t *row, int64_t number)
{
    const char *unit = json_text(json_object_get(row, "options"), "unit");
    const char *word = *unit ? ui_book(ui, turn_text("%s.unit.%s", json_text(row, "key"), unit)) : NULL;
    const char *text = words_number(ui->language, number);
    return *unit ? turn_text("%s %s", text, word ? word : unit) : text;
}

/* NULL when there is nothing to show: consents, informations, empty facts. */
static const char *value_text(const struct ui *ui, const json_t *row)
{
    const char *kind = json_text(row, "kind"), *key = json_text(row, "key");
    const json_t *value = json_object_get(row, "value");
    if (strcmp(kind, "consent") == 0 || strcmp(kind, "info") == 0 || strcmp(kind, "review") == 0)
        return NULL;
    if (picture_is_kind(kind))
        return picture_text(ui, value);
    if (json_is_boolean(value))
        return ui_text(ui, json_is_true(value) ? "ui.yes" : "ui.no");
    if (strcmp(kind, "year") == 0)
        return turn_text("%lld", (long long)json_integer_value(value));
    if (json_is_integer(value))
        return number_text(ui, row, (int64_t)json_integer_value(value));
    if (json_is_object(value))
        return strcmp(kind, "sign") == 0   ? sign_text(ui, value)
               : strcmp(kind, "slot") == 0 ? slot_text(ui, value)
                                           : object_text(value);
    const char *text = json_string_value(value);
    if (!text || !*text)
        return NULL;
    return strcmp(kind, "choice") == 0    ? choice_text(ui, key, text)
           : strcmp(kind, "date") == 0    ? ui_day(ui, text)
           : strcmp(kind, "phone") == 0   ? grouped_phone(text)
           : strcmp(kind, "nik") == 0     ? masked(text)
           : strcmp(kind, "country") == 0 ? country_text(ui, text)
                                          : text;
}

static const char *label_text(const struct ui *ui, const char *key)
{
    const char *text = ui_book(ui, turn_text("%s.label", key));
    text = text ? text : ui_book(ui, turn_text("%s.title", key));
    return text ? text : turn_text("[%s.label]", key);
}

static const char *source_text(const struct ui *ui, const json_t *row)
{
    const char *source = json_text(row, "source");
    const char *text = *source ? words_find(ui->words, ui->language, turn_text("source.%s", source)) : NULL;
    return text ? text : *source ? source : ui_text(ui, "source.other");
}

/* More than the lines of a row ever hold is not even measured. */
static const char *shortened(const char *value)
{
    size_t n = strnlen(value, MOST_VALUE);
    if (n < MOST_VALUE)
        return value;
    while (n > 0 && (value[n] & 0xc0) == 0x80) /* not in the middle of a letter */
        n--;
    return turn_text("%.*s…", (int)n, value);
}

/* There is room for a line of every row. */
static int read_lines(const struct ui *ui, const json_t *rows, struct line *lines)
{
    int n = 0;
    size_t i;
    const json_t *row;
    json_array_foreach ((json_t *)(uintptr_t)rows, i, row) {
        const char *value = value_text(ui, row), *key = json_text(row, "key");
        if (!value)
            continue;
        bool editable = json_truth(row, "editable");
        lines[n++] = (struct line){key,
                                   label_text(ui, key),
                                   shortened(value),
                                   editable ? NULL : source_text(ui, row),
                                   json_string_value(json_object_get(json_object_get(row, "value"), "path")),
                                   editable,
                                   0};
    }
    return n;
}

static const struct look of_value = {FONT_BOLD, T_LABEL, C_INK};

/* Of an endless answer a few lines: the rest is behind an ellipsis, and whole behind Ubah. */
static int measure_value(struct plan *plan, const struct line *line, int width)
{
    struct ink ink = plan_ink(plan, of_value);
    int lines = line->path ? 0 : text_lines(plan->draw, ink, width, line->value);
    return line->path ? SIGN_HEIGHT : (lines < VALUE_LINES ? lines : VALUE_LINES) * text_leading(ink);
}

/* A signature is drawn as it was made, only smaller. */
static void put_value(struct plan *plan, struct box box, const struct line *line)
{
    struct strokes strokes;
    if (!line->path) {
        plan_paragraph_in(plan, plan_ink(plan, of_value), box, line->value);
        plan_foreign(plan);
    } else if (strokes_read(line->path, &strokes))
        pen_put(plan, (struct box){box.x, box.y, SIGN_HEIGHT * STROKES_WIDTH / STROKES_HEIGHT, SIGN_HEIGHT}, SIGN_PEN,
                C_INK, &strokes);
}

static int line_height(const struct plan *plan, const struct line *line)
{
    int height = plan_size(plan, T_SMALL) * 13 / 10 + line->tall + 2 * ROW_PAD;
    return height < EDIT_HEIGHT + 28 ? EDIT_HEIGHT + 28 : height;
}

static int side_width(struct plan *plan, const struct line *line)
{
    if (line->editable)
        return EDIT_WIDTH + plan->column * 24;
    int wide = text_width(plan->draw, plan_ink(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}), line->source);
    return wide + 60 > 360 ? 360 : wide + 60;
}

static int value_width(struct plan *plan, int width, const struct line *line)
{
    return width - 36 - side_width(plan, line) - 44;
}

static void put_side(struct ui *ui, struct plan *plan, struct box box, const struct line *line)
{
    if (line->editable) {
        struct box edit = {box.x, box.y + (box.h - EDIT_HEIGHT) / 2, box.w, EDIT_HEIGHT};
        widget_button(plan, edit, turn_text("edit:%s", line->key),
                      (struct button){BUTTON_SOFT, .text = ui_text(ui, "ui.review.edit"), .icon = "edit"});
        plan_name(plan, turn_text("%s: %s", ui_text(ui, "ui.review.edit"), line->label));
        return;
    }
    plan_icon(plan, (struct box){box.x, box.y + (box.h - 40) / 2, 40, 40}, C_INK2, "lock_outline");
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, (struct box){box.x + 52, box.y, box.w - 52, box.h},
                 LEFT, line->source);
}

/* At the top of the box, which shrinks. */
static void put_line(struct ui *ui, struct plan *plan, struct box *box, const struct line *line)
{
    int width = value_width(plan, box->w, line), height = line_height(plan, line), x = box->x + 36;
    int y = box->y, end = box->x + box->w - 20, label = plan_size(plan, T_SMALL) * 13 / 10,
        side = side_width(plan, line);
    int tall = label + line->tall, top = y + (height - tall) / 2;
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, (struct box){x, top, width, label}, LEFT,
                 line->label);
    put_value(plan, (struct box){x, top + label, width, tall - label}, line);
    plan_join(plan);
    put_side(ui, plan, (struct box){end - side, y, side, height}, line);
    box_take_top(box, height);
}

/* How many lines fit from this one on. */
static int fitting(struct plan *plan, const struct line *lines, int n, struct box room)
{
    int fit = 0;
    while (fit < n && (room.h -= line_height(plan, &lines[fit])) >= 0)
        fit++;
    return fit > 0 ? fit : 1;
}

static void put_card(struct ui *ui, struct plan *plan, struct box box, const struct line *lines, int n)
{
    int ground = plan->n_items, top = box.y;
    plan_card(plan, box, plan->theme->radius_large, C_SURFACE, C_RULE, 2);
    for (int i = 0; i < n; i++) {
        if (i > 0)
            plan_fill(plan, (struct box){box.x + 36, box.y, box.w - 56, 2}, C_RULE);
        put_line(ui, plan, &box, &lines[i]);
    }
    plan_grow(plan, ground, box.y - top, true);
}

/* Pages of lines by what fits; the page shown is ui->page. */
static void put_pages(struct ui *ui, struct plan *plan, struct box room, const struct line *lines, int n)
{
    struct box pager = box_take_bottom(&room, PAGER_HEIGHT);
    box_take_bottom(&room, GAP);
    int pages = 0, from = 0, shown = 0, fit;
    for (int at = 0; at < n; at += fit, pages++) {
        fit = fitting(plan, lines + at, n - at, room);
        if (pages <= ui->page) {
            from = at;
            shown = fit;
        }
    }
    put_card(ui, plan, room, lines + from, shown);
    frame_pager(ui, plan, pager, pages);
}

static void put_lines(struct ui *ui, struct plan *plan, struct box room)
{
    const json_t *rows = json_object_get(ui->screen, "rows");
    struct line *lines = turn_alloc((json_array_size(rows) + 1) * sizeof *lines);
    int n = read_lines(ui, rows, lines);
    for (int i = 0; i < n; i++)
        lines[i].tall = measure_value(plan, &lines[i], value_width(plan, room.w, &lines[i]));
    if (n > 0 && fitting(plan, lines, n, room) < n)
        put_pages(ui, plan, room, lines, n);
    else if (n > 0)
        put_card(ui, plan, room, lines, n);
}

static void lay_review(struct ui *ui, struct plan *plan)
{
    struct area area = frame_open(ui, plan);
    frame_ask(ui, plan, &area, ui_word(ui, "title"), ui_word_or(ui, "hint", NULL));
    frame_notice(
        plan, &area,
        (struct notice){NOTICE_GOOD, "verified_user", NULL, ui_word_or(ui, "body", ui_text(ui, "ui.review.promise"))});
    put_lines(ui, plan, area.work);
    frame_nav(ui, plan, "next", ui_word_or(ui, "next", ui_text(ui, "ui.review.send")), "arrow_forward", true);
}

static void tap_review(struct ui *ui, const char *id)
{
    if (strncmp(id, "edit:", 5) == 0)
        ui_edit(ui, id + 5);
    else if (strcmp(id, "next") == 0)
        ui_answer(ui, json_true());
    else
        frame_turn(ui, id);
}

const struct page page_review = {.kind = "review", .form = true, .lay = lay_review, .tap = tap_review};
