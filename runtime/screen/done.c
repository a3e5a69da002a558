/* done.c - it is done: the number large enough to be read from the back of a room, where to wait, and how to follow it.
 */
#include "screen/ui.h"
#include "screen/ticket.h"

#include "base/clock.h"

#include <string.h>

enum { DONE_MS = 30000, BAND = 420, CARD_Y = 176 };

const char *ticket_ahead(const struct ui *ui, const json_t *queue)
{
    int64_t ahead = json_number(queue, "ahead", 0);
    return ahead > 0 ? ui_text_with(ui, "ui.ticket.people", json_pack("{s:I}", "n", (json_int_t)ahead))
                     : ui_text(ui, "ui.ticket.next");
}

const char *ticket_before(const struct ui *ui, const json_t *queue)
{
    int64_t ahead = json_number(queue, "ahead", 0);
    return ahead > 0 ? ui_text_with(ui, "ui.ticket.before", json_pack("{s:I}", "n", (json_int_t)ahead))
                     : ui_text(ui, "ui.ticket.next");
}

const char *ticket_link(const struct ui *ui, const json_t *options)
{
    const char *link = json_text(options, "qr"), *number = json_text(options, "number");
    const char *hall = json_string_value(json_at(ui->window->site->settings, "hall.url"));
    char day[11];
    if (*link || !hall || !*number)
        return *link ? link : NULL;
    day_write(clock_local(clock_wall_ms() / 1000).day, day);
    return turn_text("%s/n/%s/%s", hall, day, number);
}

/* A service that gives neither number nor case ends with its words alone. */
static bool gave_something(const struct ui *ui)
{
    return *json_text(ui_options(ui), "number") || *json_text(ui_options(ui), "case");
}

static void put_title(struct ui *ui, struct plan *plan)
{
    int band = gave_something(ui) ? BAND : CARD_Y;
    const char *title = ui_title(ui, ui_service(ui, ui->service)), *number = json_text(ui_options(ui), "case");
    int width = plan_width(plan) - MARGIN - 146, big = plan_size(plan, T_HEAD) * 13 / 10;
    plan_fill(plan, (struct box){0, 0, plan_width(plan), plan_height(plan)}, C_GROUND);
    plan_fill(plan, (struct box){0, 0, plan_width(plan), band}, C_DEEP);
    plan_kawung(plan, (struct box){0, 0, plan_width(plan), band}, 60, 60);
    plan_icon(plan, (struct box){MARGIN, 50, 72, 72}, C_SIGNAL, "check_circle_outline");
    int y = 88 - (big + plan_size(plan, T_SMALL) * 13 / 10) / 2;
    plan_line_of(plan, (struct look){FONT_BOLD, T_HEAD, C_ON_DEEP}, (struct box){146, y, width, big}, LEFT,
                 ui_word(ui, "title"));
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_ON_DEEP2},
                 (struct box){146, y + big, width, plan_size(plan, T_SMALL) * 13 / 10}, LEFT,
                 *number ? turn_text("%s  ·  %s", title, number) : title);
    if (*number)
        plan_target(plan, (struct box){MARGIN, 0, 1, 1}, false, turn_text("case:%s", number));
}

/* An icon above label and value; large text does without it. */
static void put_fact(struct plan *plan, struct box box, const char *icon, const char *label, const char *value)
{
    int small = plan_size(plan, T_SMALL) * 13 / 10, top = plan->column > 0 ? 0 : 58;
    if (top)
        plan_icon(plan, (struct box){box.x, box.y, 52, 52}, C_ACCENT, icon);
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, (struct box){box.x, box.y + top, box.w, small},
                 LEFT, label);
    plan_label(plan, (struct look){FONT_BOLD, T_LABEL, C_INK},
               (struct box){box.x, box.y + top + small, box.w, box.h - top - small}, LEFT, value);
}

static void put_perforation(struct plan *plan, int y)
{
    int left = MARGIN, right = plan_width(plan) - MARGIN;
    plan_disc(plan, left, y, 24, C_GROUND);
    plan_disc(plan, right, y, 24, C_GROUND);
    for (int x = left + 48; x <= right - 44; x += 14)
        plan_disc(plan, x, y, 3, C_RULE);
}

static int put_place(struct ui *ui, struct plan *plan, int y, const json_t *queue)
{
    int height = (plan->column > 0 ? 0 : 58) + plan_size(plan, T_SMALL) * 13 / 10 + plan_size(plan, T_LABEL) * 15 / 10;
    struct box left = {MARGIN + 36, y, 520, height}, right = {640, y, 356, height};
    put_perforation(plan, y - 40);
    put_fact(plan, left, "place", ui_text(ui, "ui.ticket.wait"), json_text(queue, "place"));
    plan_fill(plan, (struct box){604, y, 2, height}, C_RULE);
    put_fact(plan, right, "people_outline", ui_text(ui, "ui.ticket.ahead"), ticket_ahead(ui, queue));
    return height + 28;
}

static int put_phone(struct ui *ui, struct plan *plan, int y, const char *link)
{
    struct box box = {MARGIN + 24, y, plan_width(plan) - 2 * MARGIN - 48, 296};
    int x = box.x + 312, width = box.w - 312 - 28, head = plan_size(plan, T_HEAD) * 13 / 10;
    struct look text = {FONT_REGULAR, T_BODY, C_INK};
    int height = text_height(plan->draw, plan_ink(plan, text), width, ui_text(ui, "ui.ticket.scan"));
    int room = box.h - 32 - head, top = y + 16 + (room > height ? (room - height) / 2 : 0);
    plan_card(plan, box, plan->theme->radius, C_TINT, C_TINT, 0);
    plan_card(plan, (struct box){box.x + 14, y + 14, 268, 268}, plan->theme->radius, C_SURFACE, C_SURFACE, 0);
    plan_qr(plan, (struct box){box.x + 18, y + 18, 260, 260}, link);
    plan_line_of(plan, (struct look){FONT_BOLD, T_HEAD, C_INK}, (struct box){x, top, width, head}, LEFT,
                 ui_text(ui, "ui.ticket.phone"));
    plan_label(plan, text, (struct box){x, top + head, width, height > room ? room : height}, LEFT,
               ui_text(ui, "ui.ticket.scan"));
    return box.h + 24;
}

/* The card's content from its top; the result is its height. */
static int put_ticket(struct ui *ui, struct plan *plan)
{
    const json_t *options = ui_options(ui), *queue = json_object_get(options, "queue");
    const char *number = json_text(options, "number"), *link = ticket_link(ui, options);
    bool queued = *number != 0, large = plan->column > 0;
    int tall = large || !queued ? 200 : 260;
    int y = CARD_Y + 28, width = plan_width(plan) - 2 * MARGIN, label = plan_size(plan, T_LABEL) * 13 / 10;
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_LABEL, C_INK2}, (struct box){MARGIN + 36, y, width - 72, label},
                 CENTRE, ui_text(ui, queued ? "ui.ticket.number" : "ui.ticket.case"));
    y += label;
    if (queued)
        widget_number(plan, large ? T_NUMBER : T_TICKET, (struct box){MARGIN, y, width, tall}, CENTRE, number);
    else
        plan_line_of(plan, (struct look){FONT_EXTRABOLD, T_COUNTDOWN, C_INK},
                     (struct box){MARGIN + 36, y, width - 72, 200}, CENTRE, json_text(options, "case"));
    if (queued)
        plan_target(plan, (struct box){MARGIN, y, width, tall}, false, turn_text("ticket:%s", number));
    y += tall;
    if (queue) {
        plan_line_of(plan, (struct look){FONT_BOLD, T_LABEL, C_INK}, (struct box){MARGIN + 36, y, width - 72, label},
                     CENTRE, json_text(queue, "name"));
        y += label + 32 + 40;
        y += put_place(ui, plan, y, queue);
    }
    return y + (link ? put_phone(ui, plan, y, link) : 16) - CARD_Y;
}

static int seconds_left(const struct ui *ui, int64_t now)
{
    int64_t start = ui->touched > ui->since ? ui->touched : ui->since, left = start + DONE_MS - now;
    return left <= 0 ? 0 : (int)((left + 999) / 1000);
}

/* A notice, unless it would reach below the page's end; the result is its height with the gap. */
static int put_notice(struct plan *plan, int y, enum notice_style style, const char *icon, const char *title,
                      const char *text)
{
    int before = plan->n_items;
    int height = widget_notice(plan, MARGIN, y, plan_width(plan) - 2 * MARGIN, style, icon, title, text);
    if (y + height <= frame_bottom(plan) - 16)
        return height + GAP;
    plan_rewind(plan, before);
    return 0;
}

/* The paper is out: where to take it. Left out where large text needs the room; the result is the y below. */
static int put_take(struct ui *ui, struct plan *plan, int y)
{
    int width = plan_width(plan) - 2 * MARGIN, big = plan_size(plan, T_LABEL) * 13 / 10,
        small = plan_size(plan, T_SMALL) * 13 / 10, height = big + small + 44;
    if (!json_truth(ui_options(ui), "printed") || y + height > frame_bottom(plan) - 16)
        return y;
    plan_card(plan, (struct box){MARGIN, y, width, height}, plan->theme->radius, C_SIGNAL, C_SIGNAL, 0);
    plan_icon(plan, (struct box){MARGIN + 32, y + (height - 60) / 2, 60, 60}, C_ON_SIGNAL, "print");
    struct box text = {MARGIN + 124, y + 22, width - 124 - 140, big};
    plan_line_of(plan, (struct look){FONT_BOLD, T_LABEL, C_ON_SIGNAL}, text, LEFT, ui_text(ui, "ui.ticket.take"));
    text.y += big, text.h = small;
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_ON_SIGNAL}, text, LEFT,
                 ui_text(ui, "ui.ticket.take_line"));
    plan_disc(plan, MARGIN + width - 76, y + height / 2, 48, C_ON_SIGNAL);
    plan_icon(plan, (struct box){MARGIN + width - 104, y + height / 2 - 28, 56, 56}, C_SIGNAL, "arrow_downward");
    return y + height + GAP;
}

/* What the service says last, with its title when both fit. */
static void put_last_words(struct ui *ui, struct plan *plan, int y)
{
    const char *hint = ui_word_or(ui, "hint", NULL), *body = ui_word_or(ui, "body", NULL);
    if (!hint && !body)
        return;
    if (hint && body && put_notice(plan, y, NOTICE_GOOD, "check_circle_outline", hint, body) > 0)
        return;
    if (body && put_notice(plan, y, NOTICE_GOOD, "check_circle_outline", NULL, body) > 0)
        return;
    if (!hint || put_notice(plan, y, NOTICE_GOOD, "check_circle_outline", NULL, hint) == 0)
        plan_target(plan, (struct box){MARGIN, 0, 1, 1}, false,
                    turn_text("unseen:%s.%s", ui_key(ui), body ? "body" : "hint"));
}

/* The number or the case on its card, and what to do with it; the result is the y below. */
static int put_gift(struct ui *ui, struct plan *plan)
{
    const char *bill = json_text(ui_options(ui), "bill");
    int ground = plan->n_items, width = plan_width(plan) - 2 * MARGIN;
    plan_card(plan, (struct box){MARGIN, CARD_Y, width, 1}, plan->theme->radius_large, C_SHADE, C_SHADE, 0);
    plan_card(plan, (struct box){MARGIN, CARD_Y, width, 1}, plan->theme->radius_large, C_SURFACE, C_RULE, 2);
    int height = put_ticket(ui, plan), y = CARD_Y + height + 40;
    plan_grow(plan, ground, height + 8, true);
    plan_grow(plan, ground + 1, height, true);
    if (*bill) {
        const char *text = ui_text_with(ui, "ui.ticket.bill", json_pack("{s:s}", "code", bill));
        return y + put_notice(plan, y, NOTICE_CARE, "receipt_long", ui_text(ui, "ui.ticket.unpaid"), text);
    }
    return put_take(ui, plan, y);
}

static void lay_done(struct ui *ui, struct plan *plan)
{
    put_title(ui, plan);
    put_last_words(ui, plan, gave_something(ui) ? put_gift(ui, plan) : CARD_Y + 40);
    const char *left = ui_text_with(ui, "ui.seconds", json_pack("{s:i}", "n", seconds_left(ui, clock_ms())));
    widget_nav(plan, (struct nav){.id = "close", .text = ui_text(ui, "ui.close"), .line = ui_author(ui) ? NULL : left});
}

static void tap_done(struct ui *ui, const char *id)
{
    if (strcmp(id, "close") == 0)
        ui_answer(ui, json_true());
}

static int64_t due_done(struct ui *ui, int64_t now)
{
    int64_t start = ui->touched > ui->since ? ui->touched : ui->since, left = start + DONE_MS - now;
    if (ui_author(ui))
        return DONE_MS;
    if (left > 0)
        return left % 1000 ? left % 1000 : 1000;
    ui_end(ui, "done");
    return 0;
}

const struct page page_done = {.kind = "done", .lay = lay_done, .tap = tap_done, .due = due_done};
