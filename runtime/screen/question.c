/* question.c - questions that are answered with one tap: consent, choice, yes, and the two that only inform. */
#include "screen/ui.h"

#include <string.h>

enum {
    MOST_ROWS = 20,
    MOST_BARS = 12,
    ROW_MIN = 88,
    ROW_MAX = 148,
    ROW_GAP = 16,
    PLACE_HEIGHT = 136,
    SIGN = 148,
    ANSWER_HEIGHT = 180,
    MARK_HEIGHT = 148
};

static const struct look of_list = {FONT_REGULAR, T_BODY, C_INK};

/* Rows share the height there is: never taller than comfortable, never lower than a finger needs. */
static int row_height(int height, int n)
{
    int each = n > 0 ? (height - (n - 1) * ROW_GAP) / n : ROW_MAX;
    return each > ROW_MAX ? ROW_MAX : each < ROW_MIN ? ROW_MIN : each;
}

static int min(int a, int b)
{
    return a < b ? a : b;
}

static const char *word_of(const struct ui *ui, const char *group, const char *item)
{
    const char *text = ui_word_or(ui, turn_text("%s.%s", group, item), NULL);
    if (!text && strcmp(group, "shares") == 0)
        text =
            ui_word_or(ui, turn_text("list.%s", item), words_find(ui->words, ui->language, turn_text("data.%s", item)));
    return text ? text : turn_text("[%s.%s.%s]", ui_key(ui), group, item);
}

/* A white card of checked lines at the top of the box, which shrinks. */
static void put_card(struct plan *plan, struct box *box, const char *const *texts, int n, const char *icon)
{
    int top = box->y, ground = plan->n_items, line = text_leading(plan_ink(plan, of_list));
    plan_card(plan, *box, plan->theme->radius, C_SURFACE, C_RULE, 2);
    box_take_top(box, 20);
    for (int i = 0; i < n; i++) {
        struct box text = {box->x + 96, box->y + 10, box->w - 128, box->h};
        plan_icon(plan, (struct box){box->x + 28, text.y + (line - 44) / 2, 44, 44}, C_ACCENT, icon);
        plan_say(plan, of_list, &text, texts[i]);
        box_take_top(box, text.y + 10 - box->y);
    }
    box_take_top(box, 20);
    plan_grow(plan, ground, box->y - top, true);
}

/* How many of these lines a card in this room holds; one at least. */
static int fitting(struct plan *plan, const char *const *texts, int n, struct box room)
{
    int fit = 0;
    room.h -= 40;
    while (fit < n && (room.h -= 20 + text_height(plan->draw, plan_ink(plan, of_list), room.w - 128, texts[fit])) >= 0)
        fit++;
    return fit > 0 ? fit : 1;
}

/* A list that is longer than the room, as with large text, has pages; ui->page is the one that is shown. */
static void put_pages(struct ui *ui, struct plan *plan, struct box *box, const char *const *texts, int n,
                      const char *icon)
{
    int pages = 0, from = 0, shown = 0, fit;
    struct box room = *box;
    room.h -= PAGER_HEIGHT + GAP;
    for (int at = 0; at < n; at += fit, pages++) {
        fit = fitting(plan, texts + at, n - at, room);
        if (pages <= ui->page) {
            from = at;
            shown = fit;
        }
    }
    put_card(plan, box, texts + from, shown, icon);
    box_take_top(box, GAP);
    frame_pager(ui, plan, box_take_top(box, PAGER_HEIGHT), pages);
}

/* The words of a list at the top of the box, which shrinks. */
static void put_list(struct ui *ui, struct plan *plan, struct box *box, const json_t *list, const char *group,
                     const char *icon)
{
    const char *texts[MOST_ROWS];
    int n = min((int)json_array_size(list), MOST_ROWS);
    for (int i = 0; i < n; i++)
        texts[i] = word_of(ui, group, json_string_value(json_array_get(list, (size_t)i)));
    if (n > 0 && fitting(plan, texts, n, *box) == n)
        put_card(plan, box, texts, n, icon);
    else if (n > 0)
        put_pages(ui, plan, box, texts, n, icon);
}

/* consent */

static const char *agency_name(const struct ui *ui, const char *id)
{
    const char *name = json_text(ui_agency(ui, id), "name");
    return *name ? name : id;
}

static void lay_consent(struct ui *ui, struct plan *plan)
{
    const json_t *options = ui_options(ui);
    const char *agency = agency_name(ui, json_text(options, "with")), *by = json_text(options, "by");
    const char *safe =
        *by ? ui_text_with(ui, "ui.consent.until", json_pack("{ss}", "by", by)) : ui_text(ui, "ui.consent.safe");
    const char *wiped = ui_word_or(ui, "body", ui_text(ui, *by ? "ui.consent.kept" : "ui.consent.wiped"));
    struct box work = frame_head(ui, plan);
    const char *text = ui_text_with(ui, "ui.consent.shares", json_pack("{s:s}", "agency", agency));
    plan_say(plan, (struct look){FONT_BOLD, T_LABEL, C_INK}, &work, text);
    box_take_top(&work, 16);
    work.h -= widget_notice_height(plan, work.w, safe, wiped) + GAP;
    put_list(ui, plan, &work, json_object_get(options, "shares"), "shares", "check");
    box_take_top(&work, GAP);
    widget_notice(plan, work, NOTICE_GOOD, "verified_user", safe, wiped);
    frame_nav(ui, plan, "agree", ui_text(ui, "ui.consent.agree"), "check", true);
}

static void tap_consent(struct ui *ui, const char *id)
{
    if (!frame_turn(ui, id) && strcmp(id, "agree") == 0)
        ui_answer(ui, json_true());
}

/* choice */

static const char *chosen(const struct ui *ui)
{
    const char *text = json_string_value(json_object_get(ui->screen, "default"));
    return *ui->entry.text ? ui->entry.text : text ? text : "";
}

static void lay_choice(struct ui *ui, struct plan *plan)
{
    const json_t *from = json_object_get(ui_options(ui), "from");
    struct box work = frame_head(ui, plan);
    int n = min((int)json_array_size(from), 7), height = row_height(work.h, n);
    for (int i = 0; i < n; i++, box_take_top(&work, ROW_GAP)) {
        const char *choice = json_string_value(json_array_get(from, (size_t)i));
        struct row row = {.id = turn_text("choice:%s", choice),
                          .title = word_of(ui, "from", choice),
                          .chosen = strcmp(chosen(ui), choice) == 0,
                          .arrow = true};
        widget_row(plan, box_take_top(&work, height), &row);
    }
    frame_nav(ui, plan, NULL, NULL, NULL, false);
}

static void tap_choice(struct ui *ui, const char *id)
{
    if (strncmp(id, "choice:", 7) != 0)
        return;
    entry_set(&ui->entry, id + 7);
    ui_answer(ui, json_string(id + 7));
}

/* yes */

static void lay_yes(struct ui *ui, struct plan *plan)
{
    static const char *const ids[2] = {"yes", "no"}, *const texts[2] = {"ui.yes", "ui.no"};
    const json_t *was = json_object_get(ui->screen, "default"), *list = json_object_get(ui_options(ui), "list");
    struct box work = frame_head(ui, plan);
    work.h -= GAP + ANSWER_HEIGHT;
    put_list(ui, plan, &work, list, "list", "check_circle_outline");
    if (json_array_size(list) > 0)
        box_take_top(&work, GAP);
    struct box answers = {work.x, work.y, work.w, ANSWER_HEIGHT};
    int width = (work.w - GAP) / 2;
    for (int i = 0; i < 2; i++, box_take_left(&answers, GAP)) {
        bool is = json_is_boolean(was) && json_is_true(was) == (i == 0);
        widget_button(plan, box_take_left(&answers, width), ids[i],
                      (struct button){is ? BUTTON_MAIN : BUTTON_PLAIN,
                                      .text = ui_word_or(ui, ids[i], ui_text(ui, texts[i])),
                                      .icon = i == 0 ? "check" : "close"});
    }
    frame_nav(ui, plan, NULL, NULL, NULL, false);
}

static void tap_yes(struct ui *ui, const char *id)
{
    if (!frame_turn(ui, id) && (strcmp(id, "yes") == 0 || strcmp(id, "no") == 0))
        ui_answer(ui, json_boolean(id[0] == 'y'));
}

static void put_body(struct ui *ui, struct plan *plan, struct box *work)
{
    const char *body = ui_word_or(ui, "body", NULL);
    if (!body)
        return;
    plan_say(plan, (struct look){FONT_REGULAR, T_LABEL, C_INK}, work, body);
    box_take_top(work, GAP);
}

/* confirm: what cannot be undone, before it happens. It is marked as understood, and only then the button is there:
 * both can be reached with any finger and with keys, which a button that must be held cannot. */

static bool *understood(struct ui *ui)
{
    return ui_own(ui, sizeof(bool));
}

static void put_mark(struct ui *ui, struct plan *plan, struct box box)
{
    const char *text = ui_word_or(ui, "understood", ui_text(ui, "ui.confirm.understood"));
    widget_check(plan, box, "understood", (struct check){text, *understood(ui)});
}

static void lay_confirm(struct ui *ui, struct plan *plan)
{
    struct box work = frame_head(ui, plan), mark = box_take_bottom(&work, MARK_HEIGHT);
    box_take_bottom(&work, GAP);
    put_body(ui, plan, &work);
    put_list(ui, plan, &work, json_object_get(ui_options(ui), "list"), "list", "error_outline");
    put_mark(ui, plan, mark);
    frame_nav(ui, plan, "next", ui_word_or(ui, "next", ui_text(ui, "ui.confirm.next")), "arrow_forward",
              *understood(ui));
}

static void tap_confirm(struct ui *ui, const char *id)
{
    if (strcmp(id, "understood") == 0)
        *understood(ui) = !*understood(ui);
    else if (!frame_turn(ui, id) && strcmp(id, "next") == 0 && *understood(ui))
        ui_answer(ui, json_true());
}

/* info and stop */

/* The figures of an information. */
static void put_bars(struct ui *ui, struct plan *plan, struct box *work)
{
    const char *names[MOST_BARS], *texts[MOST_BARS], *unit = json_text(ui_options(ui), "unit");
    int64_t values[MOST_BARS];
    const json_t *all = json_object_get(ui_options(ui), "bars");
    int n = min((int)json_array_size(all), MOST_BARS);
    if (*unit)
        unit = ui_word_or(ui, turn_text("unit.%s", unit), unit);
    for (int i = 0; i < n; i++) {
        const json_t *bar = json_array_get(all, (size_t)i), *name = json_array_get(bar, 0);
        names[i] = word_of(ui, "bars", json_is_string(name) ? json_string_value(name) : "");
        values[i] = (int64_t)json_integer_value(json_array_get(bar, 1));
        texts[i] = words_number(ui->language, values[i]);
        if (*unit)
            texts[i] = turn_text("%s %s", texts[i], unit);
    }
    if (n > 0)
        box_take_top(work, widget_bars(plan, *work, &(struct bars){n, names, texts, values}) + GAP);
}

static void lay_info(struct ui *ui, struct plan *plan)
{
    struct box work = frame_head(ui, plan);
    put_body(ui, plan, &work);
    put_bars(ui, plan, &work);
    put_list(ui, plan, &work, json_object_get(ui_options(ui), "list"), "list", "check");
    frame_nav(ui, plan, "next", ui_text(ui, "ui.next"), "arrow_forward", true);
}

/* A list in large text needs its room more. */
static void put_sign(struct ui *ui, struct plan *plan, struct box *box)
{
    if (plan->column > 0 && json_array_size(json_object_get(ui_options(ui), "list")) > 0)
        return;
    box_take_top(box, GAP + 8);
    struct box sign = box_take_top(box, SIGN);
    sign.w = SIGN;
    plan_card(plan, sign, plan->theme->radius_large, C_CARE, C_ON_CARE, 0);
    plan_icon(plan, box_inset(sign, 30), C_ON_CARE, "pan_tool");
}

/* Where to go instead: the agency's letter, its name and its place. */
static void put_place(struct ui *ui, struct plan *plan, struct box box, const json_t *agency)
{
    const char *queue = json_text(agency, "queue");
    struct row row = {.letter = *queue,
                      .icon = "place",
                      .title =
                          ui_text_with(ui, "ui.stop.go_to", json_pack("{s:s}", "agency", json_text(agency, "name"))),
                      .line = json_text(site_row(ui->window->site, "queues", "letter", queue), "place")};
    widget_row(plan, box, &row);
}

static void lay_stop(struct ui *ui, struct plan *plan)
{
    const json_t *agency = ui_agency(ui, json_text(ui_options(ui), "go_to"));
    struct area area = frame_open(ui, plan);
    put_sign(ui, plan, &area.ask);
    struct box work = frame_ask(ui, plan, &area, ui_word(ui, "title"), ui_word_or(ui, "hint", NULL));
    put_body(ui, plan, &work);
    work.h -= agency ? PLACE_HEIGHT + GAP : 0;
    put_list(ui, plan, &work, json_object_get(ui_options(ui), "list"), "list", "chevron_right");
    box_take_top(&work, GAP);
    if (agency)
        put_place(ui, plan, (struct box){work.x, work.y, work.w, PLACE_HEIGHT}, agency);
    frame_buttons(ui, plan,
                  (struct nav){.back_id = json_truth(ui->screen, "back") ? "back" : NULL,
                               .back = ui_text(ui, "ui.back"),
                               .back_icon = "arrow_back",
                               .id = "close",
                               .text = ui_text(ui, "ui.close"),
                               .disabled = ui->answered});
}

static void tap_next(struct ui *ui, const char *id)
{
    if (!frame_turn(ui, id) && (strcmp(id, "next") == 0 || strcmp(id, "close") == 0))
        ui_answer(ui, json_true());
}

const struct page page_consent = {.kind = "consent", .form = true, .lay = lay_consent, .tap = tap_consent};
const struct page page_choice = {.kind = "choice", .lay = lay_choice, .tap = tap_choice};
const struct page page_yes = {.kind = "yes", .form = true, .lay = lay_yes, .tap = tap_yes};
const struct page page_confirm = {.kind = "confirm", .form = true, .lay = lay_confirm, .tap = tap_confirm};
const struct page page_info = {.kind = "info", .form = true, .lay = lay_info, .tap = tap_next};
const struct page page_stop = {.kind = "stop", .form = true, .lay = lay_stop, .tap = tap_next};
