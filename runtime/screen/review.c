/* review.c - what will be sent, row by row: Ubah beside what can be changed, the source beside what cannot. */
#include "screen/ui.h"

#include "domain/nik.h"
#include "domain/phone.h"

#include <string.h>

enum { MOST = 64, ROW_PAD = 20, EDIT_WIDTH = 248, EDIT_HEIGHT = 98 };

struct line {
    const char *key, *label, *value, *source;
    bool editable;
};

static const char *choice_text(const struct ui *ui, const char *key, const char *choice)
{
    const char *text = ui_book(ui, turn_text("%s.from.%s", key, choice));
    return text ? text : choice;
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

static const char *day_text(const struct ui *ui, const char *text)
{
    struct day day;
    return day_read(text, &day) ? words_day(ui->language, day, true) : text;
}

/* A fact is an object: who it is about, without the digits that others could read. */
static const char *fact_text(const json_t *value)
{
    const char *name = json_text(value, "name"), *nik = json_text(value, "nik");
    if (!*nik)
        return *name ? name : NULL;
    return *name ? turn_text("%s  ·  NIK %s", name, masked(nik)) : turn_text("NIK %s", masked(nik));
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
    if (json_is_boolean(value))
        return ui_text(ui, json_is_true(value) ? "ui.yes" : "ui.no");
    if (json_is_integer(value))
        return number_text(ui, row, (int64_t)json_integer_value(value));
    if (json_is_object(value))
        return fact_text(value);
    const char *text = json_string_value(value);
    if (!text || !*text)
        return NULL;
    return strcmp(kind, "choice") == 0  ? choice_text(ui, key, text)
           : strcmp(kind, "date") == 0  ? day_text(ui, text)
           : strcmp(kind, "phone") == 0 ? grouped_phone(text)
           : strcmp(kind, "nik") == 0   ? masked(text)
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

static int read_lines(const struct ui *ui, struct line *lines)
{
    int n = 0;
    size_t i;
    const json_t *row;
    json_array_foreach (json_object_get(ui->screen, "rows"), i, row) {
        const char *value = n < MOST ? value_text(ui, row) : NULL, *key = json_text(row, "key");
        if (!value)
            continue;
        bool editable = json_truth(row, "editable");
        lines[n++] = (struct line){key, label_text(ui, key), value, editable ? NULL : source_text(ui, row), editable};
    }
    return n;
}

static int line_height(struct plan *plan, const struct line *line, int width)
{
    int label = plan_size(plan, T_SMALL) * 13 / 10;
    int value = text_height(plan->draw, plan_ink(plan, (struct look){FONT_BOLD, T_LABEL, C_INK}), width, line->value);
    int height = label + value + 2 * ROW_PAD;
    return height < EDIT_HEIGHT + 28 ? EDIT_HEIGHT + 28 : height;
}

static int side_width(struct plan *plan, const struct line *line)
{
    if (line->editable)
        return EDIT_WIDTH + plan->column * 24;
    int wide = text_width(plan->draw, plan_ink(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}), line->source);
    return wide + 60 > 360 ? 360 : wide + 60;
}

static int value_width(struct plan *plan, const struct line *line)
{
    return plan_width(plan) - 2 * MARGIN - 36 - side_width(plan, line) - 44;
}

static void put_side(struct ui *ui, struct plan *plan, struct box box, const struct line *line)
{
    if (line->editable) {
        struct box edit = {box.x, box.y + (box.h - EDIT_HEIGHT) / 2, box.w, EDIT_HEIGHT};
        widget_button(plan, edit, turn_text("edit:%s", line->key),
                      (struct button){BUTTON_SOFT, .text = ui_text(ui, "ui.review.edit"), .icon = "edit"});
        return;
    }
    plan_icon(plan, (struct box){box.x, box.y + (box.h - 40) / 2, 40, 40}, C_INK2, "lock_outline");
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, (struct box){box.x + 52, box.y, box.w - 52, box.h},
                 LEFT, line->source);
}

static int put_line(struct ui *ui, struct plan *plan, int y, const struct line *line)
{
    int width = value_width(plan, line), height = line_height(plan, line, width), x = MARGIN + 36;
    int label = plan_size(plan, T_SMALL) * 13 / 10, side = side_width(plan, line);
    struct look value = {FONT_BOLD, T_LABEL, C_INK};
    int tall = label + text_height(plan->draw, plan_ink(plan, value), width, line->value),
        top = y + (height - tall) / 2;
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, (struct box){x, top, width, label}, LEFT,
                 line->label);
    plan_paragraph(plan, value, x, top + label, width, line->value);
    put_side(ui, plan, (struct box){plan_width(plan) - MARGIN - 20 - side, y, side, height}, line);
    return height;
}

/* How many lines fit from this one on. */
static int fitting(struct plan *plan, const struct line *lines, int n, int room)
{
    int fit = 0;
    while (fit < n && (room -= line_height(plan, &lines[fit], value_width(plan, &lines[fit]))) >= 0)
        fit++;
    return fit > 0 ? fit : 1;
}

static int put_card(struct ui *ui, struct plan *plan, int y, const struct line *lines, int n)
{
    int ground = plan->n_items, at = 0;
    plan_card(plan, (struct box){MARGIN, y, plan_width(plan) - 2 * MARGIN, 1}, plan->theme->radius_large, C_SURFACE,
              C_RULE, 2);
    for (int i = 0; i < n; i++) {
        if (i > 0)
            plan_fill(plan, (struct box){MARGIN + 36, y + at, plan_width(plan) - 2 * MARGIN - 56, 2}, C_RULE);
        at += put_line(ui, plan, y + at, &lines[i]);
    }
    plan_grow(plan, ground, at, true);
    return at;
}

/* Pages of lines by what fits; the page shown is ui->page. */
static int put_pages(struct ui *ui, struct plan *plan, int y, int bottom)
{
    struct line lines[MOST];
    int n = read_lines(ui, lines), pages = 1, room = bottom - y, from = 0;
    int all = fitting(plan, lines, n, room);
    if (all >= n)
        return n > 0 ? put_card(ui, plan, y, lines, n) : 0;
    room -= 104 + GAP;
    int shown = 0, fit = 0;
    for (int at = 0; at < n; at += fit, pages++) {
        fit = fitting(plan, lines + at, n - at, room);
        if (pages - 1 == ui->page) {
            from = at;
            shown = fit;
        }
    }
    pages--;
    put_card(ui, plan, y, lines + from, shown);
    widget_pager(plan, (struct box){MARGIN, bottom - 104, plan_width(plan) - 2 * MARGIN, 104}, ui->page, pages,
                 ui_text_with(ui, "ui.page", json_pack("{s:i s:i}", "at", ui->page + 1, "of", pages)));
    return room;
}

static void lay_review(struct ui *ui, struct plan *plan)
{
    int y = frame_head(ui, plan), width = plan_width(plan) - 2 * MARGIN;
    const char *promise = ui_word_or(ui, "body", ui_text(ui, "ui.review.promise"));
    struct look look = {FONT_REGULAR, T_BODY, C_INK};
    int height = text_height(plan->draw, plan_ink(plan, look), width - 144, promise) + 48;
    height = height < 112 ? 112 : height;
    int bottom = frame_bottom(plan) - 30 - height;
    widget_notice(plan, MARGIN, bottom, width, NOTICE_GOOD, "verified_user", NULL, promise);
    put_pages(ui, plan, y, bottom - GAP);
    frame_nav(ui, plan, "next", ui_word_or(ui, "next", ui_text(ui, "ui.review.send")), "arrow_forward", true);
}

static void tap_review(struct ui *ui, const char *id)
{
    if (strncmp(id, "edit:", 5) == 0)
        ui_edit(ui, id + 5);
    else if (strcmp(id, "next") == 0)
        ui_answer(ui, json_true());
    else if (strcmp(id, "page:next") == 0)
        ui->page++;
    else if (strcmp(id, "page:back") == 0 && ui->page > 0)
        ui->page--;
}

const struct page page_review = {.kind = "review", .form = true, .lay = lay_review, .tap = tap_review};
