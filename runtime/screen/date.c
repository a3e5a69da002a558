/* date.c - a day, in the order people say it: day, month, year, as digits in three boxes; the answer below in words. */
#include "screen/ui.h"

#include <string.h>

enum { BOX_TALL = 140, BOX_FLAT = 108, FLAT_WORK = 800 };

static void begin_date(struct ui *ui)
{
    const char *was = json_string_value(json_object_get(ui->screen, "default"));
    struct day day;
    char digits[9];
    if (!was || !day_read(was, &day))
        return;
    entry_date_digits(day, digits);
    entry_set(&ui->entry, digits);
}

static bool in_bounds(const struct ui *ui, struct day day)
{
    struct day limit;
    bool after = !day_read(json_text(ui_options(ui), "from"), &limit) || day_number(day) >= day_number(limit);
    bool before = !day_read(json_text(ui_options(ui), "to"), &limit) || day_number(day) <= day_number(limit);
    return after && before;
}

static int label_height(const struct plan *plan)
{
    return plan_size(plan, T_SMALL) * 14 / 10;
}

/* The box of a part is lit while its digits are typed; a tap on it goes back to it. */
static void put_part(struct ui *ui, struct plan *plan, struct box box, int part, const char *label)
{
    static const int starts[] = {0, 2, 4}, sizes[] = {2, 2, 4};
    static const char *const ids[] = {"part:day", "part:month", "part:year"};
    int typed = (int)strlen(ui->entry.text), has = typed - starts[part];
    bool now = (has >= 0 && has < sizes[part]) || (part == 2 && typed == ENTRY_DATE);
    int size = label_height(plan);
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_SMALL, C_INK2}, (struct box){box.x, box.y, box.w, size}, LEFT,
                 label);
    box_take_top(&box, size + 8);
    plan_target(plan, box, true, ids[part]);
    if (now)
        plan_card(plan, box_inset(box, -8), plan->theme->radius + 8, C_SIGNAL, C_SIGNAL, 0);
    plan_card(plan, box, plan->theme->radius, C_SURFACE, now ? C_ACCENT : C_EDGE, now ? 5 : plan->theme->edge);
    const char *digits = has > 0 ? turn_text("%.*s", sizes[part], ui->entry.text + starts[part]) : "";
    plan_digits(plan, (struct look){FONT_SEMIBOLD, T_FIELD, C_INK}, box, CENTRE, digits);
}

static const char *limits(const struct ui *ui)
{
    struct day from, to;
    bool after = day_read(json_text(ui_options(ui), "from"), &from),
         before = day_read(json_text(ui_options(ui), "to"), &to);
    if (!after && !before)
        return ui_text(ui, "ui.date.how");
    json_t *with = json_object();
    if (after)
        json_object_set_new(with, "from", json_string(words_day(ui->language, from, false)));
    if (before)
        json_object_set_new(with, "to", json_string(words_day(ui->language, to, false)));
    return ui_text_with(ui, after && before ? "ui.date.between" : after ? "ui.date.after" : "ui.date.before", with);
}

static bool put_said(struct ui *ui, struct plan *plan, struct box *work)
{
    struct day day;
    bool whole = strlen(ui->entry.text) == ENTRY_DATE, is = entry_date(ui->entry.text, &day),
         fine = is && in_bounds(ui, day);
    const char *text = fine           ? words_day(ui->language, day, true)
                       : whole && !is ? ui_text(ui, "ui.date.wrong")
                                      : limits(ui);
    enum notice_style style = fine ? NOTICE_GOOD : whole ? NOTICE_CARE : NOTICE_PLAIN;
    box_take_top(work, widget_remark(plan, *work, style, text));
    return fine;
}

static void lay_date(struct ui *ui, struct plan *plan)
{
    static const char *const labels[] = {"ui.date.day", "ui.date.month", "ui.date.year"};
    static const int shares[] = {28, 28, 44};
    struct box work = frame_head(ui, plan);
    bool flat = work.h < FLAT_WORK;
    struct box parts = box_take_top(&work, label_height(plan) + 8 + (flat ? BOX_FLAT : BOX_TALL));
    box_take_top(&work, flat ? 18 : GAP + 4);
    for (int i = 0, room = parts.w - 2 * GAP; i < 3; i++, box_take_left(&parts, GAP))
        put_part(ui, plan, box_take_left(&parts, room * shares[i] / 100), i, ui_text(ui, labels[i]));
    bool fine = put_said(ui, plan, &work);
    widget_pad(plan, &work, ui_text(ui, "ui.keys.delete"));
    plan_left(plan, work);
    frame_nav(ui, plan, "next", ui_text(ui, "ui.next"), "arrow_forward", fine);
}

static void go_to_part(struct ui *ui, size_t start)
{
    while (strlen(ui->entry.text) > start)
        entry_delete(&ui->entry);
}

static void tap_date(struct ui *ui, const char *id)
{
    struct day day;
    char text[11];
    if (strncmp(id, "part:", 5) == 0)
        go_to_part(ui, id[5] == 'd' ? 0 : id[5] == 'm' ? 2 : 4);
    else if (strcmp(id, "pad:delete") == 0)
        entry_delete(&ui->entry);
    else if (strncmp(id, "pad:", 4) == 0)
        entry_add(&ui->entry, id[4], ENTRY_DATE);
    else if (strcmp(id, "next") == 0 && entry_date(ui->entry.text, &day) && in_bounds(ui, day)) {
        day_write(day, text);
        ui_answer(ui, json_string(text));
    }
}

const struct page page_date = {.kind = "date", .form = true, .begin = begin_date, .lay = lay_date, .tap = tap_date};
