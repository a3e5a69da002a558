/* done.c - it is done: the number large enough to be read from the back of a room, where to wait, and how to follow it.
 */
#include "screen/ui.h"
#include "screen/ticket.h"

#include "base/clock.h"

#include <string.h>

enum {
    DONE_MS = 30000,
    BAND = 420,
    CARD_Y = 176,
    FACT_ICON = 58,
    QR_SIZE = 260,
    CODE_WIDTH = 310,
    CLOSE = 14,
    SIDE_FOOT = 90,
    CALM = 58,
    TAKE_PAD = 22,
    TAKE_ICON = 124,
    TAKE_ARROW = 140
};

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
    day_write(clock_today(), day);
    return turn_text("%s/n/%s/%s", hall, day, number);
}

/* A service that gives neither number nor case ends with its words alone. */
static bool gave_something(const struct ui *ui)
{
    return *json_text(ui_options(ui), "number") || *json_text(ui_options(ui), "case");
}

static int line_height(const struct plan *plan, enum type type)
{
    return plan_size(plan, type) * 13 / 10;
}

static void put_title_above(struct plan *plan, const char *title, const char *line)
{
    int big = line_height(plan, T_HEAD), small = line_height(plan, T_SMALL);
    struct box texts = {146, 88 - (big + small) / 2, plan_width(plan) - MARGIN - 146, big + small};
    plan_icon(plan, (struct box){MARGIN, 50, 72, 72}, C_SIGNAL, "check_circle_outline");
    plan_line_of(plan, (struct look){FONT_BOLD, T_HEAD, C_ON_DEEP}, box_take_top(&texts, big), LEFT, title);
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_ON_DEEP2}, texts, LEFT, line);
}

static void put_title_aside(struct plan *plan, struct box *ask, const char *title, const char *line)
{
    box_take_top(ask, MARGIN - ask->y);
    plan_icon(plan, (struct box){ask->x - 8, ask->y, 96, 96}, C_SIGNAL, "check_circle_outline");
    box_take_top(ask, 96 + GAP);
    ask->h += SIDE_FOOT; /* there is no clock here */
    widget_heading(plan, ask, true, title, line);
    box_take_top(ask, 32);
}

/* The title and what was done, on the deep ground; what is left of the page. */
static struct area put_title(struct ui *ui, struct plan *plan)
{
    struct area area = area_of(plan);
    struct box ground = area.wide ? area.head : (struct box){0, 0, plan_width(plan), BAND};
    const char *line = ui_title(ui, ui_service(ui, ui->service)), *number = json_text(ui_options(ui), "case");
    if (*number)
        line = turn_text("%s  ·  %s", line, number);
    plan_fill(plan, (struct box){0, 0, plan_width(plan), plan_height(plan)}, C_GROUND);
    plan_fill(plan, ground, C_DEEP);
    plan_kawung(plan, ground, area.wide ? 12 : 60, area.wide ? 50 : 60);
    if (area.wide)
        put_title_aside(plan, &area.ask, ui_word(ui, "title"), line);
    else {
        put_title_above(plan, ui_word(ui, "title"), line);
        box_take_top(&area.work, CARD_Y - area.work.y);
    }
    if (*number)
        plan_target(plan, (struct box){MARGIN, 0, 1, 1}, false, turn_text("case:%s", number));
    return area;
}

static bool has_icons(const struct plan *plan)
{
    return plan->column == 0 && plan_height(plan) > plan_width(plan);
}

/* An icon above label and value, where there is height for it. */
static void put_fact(struct plan *plan, struct box box, const char *icon, const char *label, const char *value)
{
    if (has_icons(plan)) {
        plan_icon(plan, (struct box){box.x, box.y, 52, 52}, C_ACCENT, icon);
        box_take_top(&box, FACT_ICON);
    }
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, box_take_top(&box, line_height(plan, T_SMALL)),
                 LEFT, label);
    plan_label(plan, (struct look){FONT_BOLD, T_LABEL, C_INK}, box, LEFT, value);
    plan_join(plan);
    plan_foreign(plan);
}

static void put_perforation(struct plan *plan, int left, int right, int y)
{
    plan_disc(plan, left, y, 24, C_GROUND);
    plan_disc(plan, right, y, 24, C_GROUND);
    for (int x = left + 48; x <= right - 44; x += 14)
        plan_disc(plan, x, y, 3, C_RULE);
}

/* Where to wait, and how many are before. */
static void put_place(struct ui *ui, struct plan *plan, struct box *card, const json_t *queue)
{
    int height = (has_icons(plan) ? FACT_ICON : 0) + line_height(plan, T_SMALL) + plan_size(plan, T_LABEL) * 15 / 10;
    put_perforation(plan, card->x, card->x + card->w, box_take_top(card, 72).y + 32);
    struct box facts = box_take_top(card, height);
    facts.x += 36, facts.w -= 72;
    put_fact(plan, box_take_left(&facts, facts.w * 57 / 100), "place", ui_text(ui, "ui.ticket.wait"),
             json_text(queue, "place"));
    plan_fill(plan, (struct box){facts.x, facts.y, 2, height}, C_RULE);
    box_take_left(&facts, 36);
    put_fact(plan, facts, "people_outline", ui_text(ui, "ui.ticket.ahead"), ticket_ahead(ui, queue));
    box_take_top(card, 28);
}

/* The code beside what it is for, in a tinted box of the card. */
static void put_phone(struct ui *ui, struct plan *plan, struct box *card, const char *link)
{
    struct box box = {card->x + 24, card->y, card->w - 48, QR_SIZE + 36};
    box_take_top(card, box.h + 24);
    plan_card(plan, box, plan->theme->radius, C_TINT, C_TINT, 0);
    plan_card(plan, (struct box){box.x + 14, box.y + 14, QR_SIZE + 8, QR_SIZE + 8}, plan->theme->radius, C_SURFACE,
              C_SURFACE, 0);
    plan_qr(plan, (struct box){box.x + 18, box.y + 18, QR_SIZE, QR_SIZE}, link);
    box_take_left(&box, 312);
    box = (struct box){box.x, box.y + 16, box.w - 28, box.h - 32};
    struct look look = {FONT_REGULAR, T_BODY, C_INK};
    const char *text = ui_text(ui, "ui.ticket.scan");
    int head = line_height(plan, T_HEAD), height = text_height(plan->draw, plan_ink(plan, look), box.w, text);
    if (box.h - head > height)
        box_take_top(&box, (box.h - head - height) / 2);
    plan_line_of(plan, (struct look){FONT_BOLD, T_HEAD, C_INK}, box_take_top(&box, head), LEFT,
                 ui_text(ui, "ui.ticket.phone"));
    plan_label(plan, look, (struct box){box.x, box.y, box.w, height > box.h ? box.h : height}, LEFT, text);
}

static void put_number(struct ui *ui, struct plan *plan, struct box box, const char *number)
{
    struct box label = box_take_top(&box, line_height(plan, T_LABEL));
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_LABEL, C_INK2}, label, CENTRE,
                 ui_text(ui, *number ? "ui.ticket.number" : "ui.ticket.case"));
    if (!*number) {
        plan_line_of(plan, (struct look){FONT_EXTRABOLD, T_COUNTDOWN, C_INK}, box, CENTRE,
                     json_text(ui_options(ui), "case"));
        return;
    }
    widget_number(plan, box.h > 200 ? T_TICKET : T_NUMBER, box, CENTRE, number);
    plan_target(plan, box, false, turn_text("ticket:%s", number));
    plan_name(plan, turn_text("%s. %s", number, number)); /* twice, for who only hears it */
}

/* Number and the queue's name; in landscape the code to scan beside them, where in portrait it stands at the end. */
static void put_top(struct ui *ui, struct plan *plan, struct box *card, bool wide, const char *link)
{
    const json_t *options = ui_options(ui), *queue = json_object_get(options, "queue");
    const char *number = json_text(options, "number");
    int label = line_height(plan, T_LABEL), tall = *number && !wide && plan->column == 0 ? 260 : 200;
    box_take_top(card, 28);
    struct box top = box_take_top(card, label + tall + (queue ? label : 0));
    top.x += 36, top.w -= 72;
    if (wide && link) {
        struct box code = {top.x + top.w - CODE_WIDTH + 12, top.y, CODE_WIDTH, top.h};
        widget_code(plan, code, link, ui_text(ui, "ui.paper.scan"));
        top.w -= CODE_WIDTH;
    }
    if (queue) {
        plan_line_of(plan, (struct look){FONT_BOLD, T_LABEL, C_INK}, box_take_bottom(&top, label), CENTRE,
                     json_text(queue, "name"));
        plan_foreign(plan);
    }
    put_number(ui, plan, top, number);
}

/* The card's content from its top; the box shrinks. */
static void put_ticket(struct ui *ui, struct plan *plan, struct box *card, bool wide)
{
    const json_t *options = ui_options(ui), *queue = json_object_get(options, "queue");
    const char *link = ticket_link(ui, options);
    put_top(ui, plan, card, wide, link);
    if (queue)
        put_place(ui, plan, card, queue);
    if (link && !wide)
        put_phone(ui, plan, card, link);
    else if (!queue)
        box_take_top(card, 16);
}

static int seconds_left(const struct ui *ui, int64_t now)
{
    int64_t start = ui->touched > ui->since ? ui->touched : ui->since, left = start + DONE_MS - now;
    return left <= 0 ? 0 : (int)((left + 999) / 1000);
}

/* Beside the card, or below it, where there is room; false where there is none. */
static bool put_notice(struct plan *plan, struct area *area, struct notice n)
{
    struct box *const places[] = {&area->ask, &area->work};
    for (int i = area->wide ? 0 : 1; i < 2; i++) {
        int height = widget_notice_height(plan, places[i]->w, n.title, n.text);
        if (height > places[i]->h + CLOSE)
            continue;
        widget_notice(plan, box_take_top(places[i], height), n.style, n.icon, n.title, n.text);
        box_take_top(places[i], GAP);
        return true;
    }
    return false;
}

static const struct look of_take = {FONT_BOLD, T_LABEL, C_ON_SIGNAL}, of_slot = {FONT_REGULAR, T_SMALL, C_ON_SIGNAL};

static int take_height(const struct ui *ui, struct plan *plan, int width)
{
    return text_height(plan->draw, plan_ink(plan, of_take), width, ui_text(ui, "ui.ticket.take")) +
           text_height(plan->draw, plan_ink(plan, of_slot), width, ui_text(ui, "ui.ticket.take_line")) + 2 * TAKE_PAD;
}

/* With an arrow down, where there is the width for it. */
static void put_take_in(struct ui *ui, struct plan *plan, struct box box, bool arrow, int width)
{
    int x = box.x + box.w - 76, y = box.y + box.h / 2;
    plan_card(plan, box, plan->theme->radius, C_SIGNAL, C_SIGNAL, 0);
    plan_icon(plan, (struct box){box.x + 32, y - 30, 60, 60}, C_ON_SIGNAL, "print");
    if (arrow) {
        plan_disc(plan, x, y, 48, C_ON_SIGNAL);
        plan_icon(plan, (struct box){x - 28, y - 28, 56, 56}, C_SIGNAL, "arrow_downward");
    }
    struct box text = {box.x + TAKE_ICON, box.y + TAKE_PAD, width, box.h};
    plan_say(plan, of_take, &text, ui_text(ui, "ui.ticket.take"));
    plan_say(plan, of_slot, &text, ui_text(ui, "ui.ticket.take_line"));
}

/* The paper is out: where to take it. Left out where large text needs the room. */
static void put_take(struct ui *ui, struct plan *plan, struct area *area)
{
    int width = area->work.w - TAKE_ICON - TAKE_ARROW, height = take_height(ui, plan, width);
    bool work = !area->wide || height <= area->work.h + CLOSE;
    struct box *place = work ? &area->work : &area->ask;
    if (!work) {
        width = place->w - TAKE_ICON - GAP;
        height = take_height(ui, plan, width);
    }
    if (!json_truth(ui_options(ui), "printed") || height > place->h + CLOSE)
        return;
    put_take_in(ui, plan, box_take_top(place, height), work, width);
    box_take_top(place, GAP);
}

/* The body, and so many lines of the list below it. */
static char *last_words(struct ui *ui, const char *body, size_t n)
{
    const json_t *list = json_object_get(ui_options(ui), "list");
    char *words = turn_text("%s", body ? body : "");
    for (size_t i = 0; i < n; i++) {
        const char *item = turn_text("list.%s", json_string_value(json_array_get(list, i)));
        words = turn_text("%s%s%s", words, *words ? "\n" : "", ui_word(ui, item));
    }
    return words;
}

static bool put_words(struct plan *plan, struct area *area, const char *title, const char *text)
{
    return *text && put_notice(plan, area, (struct notice){NOTICE_GOOD, "check_circle_outline", title, text});
}

/* What the service says last: hint, body and list, as much of it as there is room for, and the hint gives way first. */
static void put_last_words(struct ui *ui, struct plan *plan, struct area *area)
{
    const char *hint = ui_word_or(ui, "hint", NULL), *body = ui_word_or(ui, "body", NULL);
    size_t all = json_array_size(json_object_get(ui_options(ui), "list")), n = all;
    bool put = hint && put_words(plan, area, hint, last_words(ui, body, all));
    while (!put && !(put = put_words(plan, area, NULL, last_words(ui, body, n))) && n > 0)
        n--;
    if (!put && hint)
        put = put_words(plan, area, NULL, hint);
    if (n < all || (!put && (hint || body)))
        plan_target(plan, (struct box){MARGIN, 0, 1, 1}, false,
                    turn_text("unseen:%s.%s", ui_key(ui),
                              put    ? "list"
                              : body ? "body"
                                     : "hint"));
}

/* The number or the case on its card, and what to do with it. */
static void put_gift(struct ui *ui, struct plan *plan, struct area *area)
{
    const char *bill = json_text(ui_options(ui), "bill");
    int ground = plan->n_items, top = area->work.y;
    plan_card(plan, area->work, plan->theme->radius_large, C_SHADE, C_SHADE, 0);
    plan_card(plan, area->work, plan->theme->radius_large, C_SURFACE, C_RULE, 2);
    put_ticket(ui, plan, &area->work, area->wide);
    plan_grow(plan, ground, area->work.y - top + 8, true);
    plan_grow(plan, ground + 1, area->work.y - top, true);
    box_take_top(&area->work, area->wide ? GAP + 8 : 40);
    if (*bill)
        put_notice(plan, area,
                   (struct notice){NOTICE_CARE, "receipt_long", ui_text(ui, "ui.ticket.unpaid"),
                                   ui_text_with(ui, "ui.ticket.bill", json_pack("{s:s}", "code", bill))});
    else
        put_take(ui, plan, area);
}

static void lay_gift(struct ui *ui, struct plan *plan, const struct nav *nav)
{
    struct area area = put_title(ui, plan);
    put_gift(ui, plan, &area);
    put_last_words(ui, plan, &area);
    widget_nav(plan, area.nav, *nav);
}

/* Nothing to take along: that it is done is all there is to see, and what the service says to it. */
static void lay_words(struct ui *ui, struct plan *plan, const struct nav *nav)
{
    struct area area = frame_header(ui, plan, false);
    area.ask.h = 0;
    widget_calm(plan, box_take_top(&area.work, area.work.h * CALM / 100), "check_circle_outline", ui_word(ui, "title"),
                "");
    put_last_words(ui, plan, &area);
    widget_nav(plan, area.nav, *nav);
}

static void lay_done(struct ui *ui, struct plan *plan)
{
    const char *left = ui_text_with(ui, "ui.seconds", json_pack("{s:i}", "n", seconds_left(ui, clock_ms())));
    struct nav nav = {.id = "close", .text = ui_text(ui, "ui.close"), .line = ui_author(ui) ? NULL : left};
    if (gave_something(ui))
        lay_gift(ui, plan, &nav);
    else
        lay_words(ui, plan, &nav);
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
