/* question.c - questions that are answered with one tap: consent, choice, yes, and the two that only inform. */
#include "screen/ui.h"

#include <string.h>

enum { MOST_ROWS = 20, ROW_MIN = 96, ROW_MAX = 148, ROW_GAP = 16, PAGER_HEIGHT = 104, PLACE_HEIGHT = 136 };

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

/* A white card of checked lines; the result is its height. */
static int put_card(struct plan *plan, int y, const char *const *texts, int n, const char *icon)
{
    int width = plan_width(plan) - 2 * MARGIN, at = 20, ground = plan->n_items,
        line = text_leading(plan_ink(plan, of_list));
    plan_card(plan, (struct box){MARGIN, y, width, 1}, plan->theme->radius, C_SURFACE, C_RULE, 2);
    for (int i = 0; i < n; i++) {
        plan_icon(plan, (struct box){MARGIN + 28, y + at + 10 + (line - 44) / 2, 44, 44}, C_ACCENT, icon);
        at += 20 + plan_paragraph(plan, of_list, MARGIN + 96, y + at + 10, width - 128, texts[i]);
    }
    at += 20;
    plan_grow(plan, ground, at, true);
    return at;
}

/* How many of these lines a card of this height holds; one at least. */
static int fitting(struct plan *plan, const char *const *texts, int n, int room)
{
    int fit = 0, width = plan_width(plan) - 2 * MARGIN - 128;
    room -= 40;
    while (fit < n && (room -= 20 + text_height(plan->draw, plan_ink(plan, of_list), width, texts[fit])) >= 0)
        fit++;
    return fit > 0 ? fit : 1;
}

/* A list that is longer than the room, as with large text, has pages; ui->page is the one that is shown. */
static int put_pages(struct ui *ui, struct plan *plan, int y, int bottom, const char *const *texts, int n,
                     const char *icon)
{
    int room = bottom - y - PAGER_HEIGHT - GAP, pages = 0, from = 0, shown = 0, fit;
    for (int at = 0; at < n; at += fit, pages++) {
        fit = fitting(plan, texts + at, n - at, room);
        if (pages <= ui->page) {
            from = at;
            shown = fit;
        }
    }
    int height = put_card(plan, y, texts + from, shown, icon) + GAP;
    widget_pager(plan, (struct box){MARGIN, y + height, plan_width(plan) - 2 * MARGIN, PAGER_HEIGHT}, ui->page, pages,
                 ui_text_with(ui, "ui.page", json_pack("{s:i s:i}", "at", min(ui->page, pages - 1) + 1, "of", pages)));
    return height + PAGER_HEIGHT;
}

/* The words of a list between y and bottom; the result is its height. */
static int put_list(struct ui *ui, struct plan *plan, int y, int bottom, const json_t *list, const char *group,
                    const char *icon)
{
    const char *texts[MOST_ROWS];
    int n = min((int)json_array_size(list), MOST_ROWS);
    for (int i = 0; i < n; i++)
        texts[i] = word_of(ui, group, json_string_value(json_array_get(list, (size_t)i)));
    if (n == 0)
        return 0;
    return fitting(plan, texts, n, bottom - y) == n ? put_card(plan, y, texts, n, icon)
                                                    : put_pages(ui, plan, y, bottom, texts, n, icon);
}

static bool turn_page(struct ui *ui, const char *id)
{
    if (strcmp(id, "page:next") == 0)
        ui->page++;
    else if (strcmp(id, "page:back") == 0 && ui->page > 0)
        ui->page--;
    else
        return false;
    return true;
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
    const char *agency = agency_name(ui, json_text(options, "with"));
    int y = frame_head(ui, plan), width = plan_width(plan) - 2 * MARGIN;
    const char *text = ui_text_with(ui, "ui.consent.shares", json_pack("{s:s}", "agency", agency));
    y += plan_paragraph(plan, (struct look){FONT_BOLD, T_LABEL, C_INK}, MARGIN, y, width, text) + 16;
    y += put_list(ui, plan, y, frame_bottom(plan) - 30, json_object_get(options, "shares"), "shares", "check") + GAP;
    widget_notice(plan, MARGIN, y, width, NOTICE_GOOD, "verified_user", ui_text(ui, "ui.consent.safe"),
                  ui_word_or(ui, "body", ui_text(ui, "ui.consent.wiped")));
    frame_nav(ui, plan, "agree", ui_text(ui, "ui.consent.agree"), "check", true);
}

static void tap_consent(struct ui *ui, const char *id)
{
    if (!turn_page(ui, id) && strcmp(id, "agree") == 0)
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
    int y = frame_head(ui, plan), n = min((int)json_array_size(from), 7);
    int height = row_height(frame_bottom(plan) - 30 - y, n);
    for (int i = 0; i < n; i++, y += height + ROW_GAP) {
        const char *choice = json_string_value(json_array_get(from, (size_t)i));
        struct row row = {.id = turn_text("choice:%s", choice),
                          .title = word_of(ui, "from", choice),
                          .chosen = strcmp(chosen(ui), choice) == 0,
                          .arrow = true};
        widget_row(plan, (struct box){MARGIN, y, plan_width(plan) - 2 * MARGIN, height}, &row);
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
    const json_t *was = json_object_get(ui->screen, "default");
    int y = frame_head(ui, plan), width = (plan_width(plan) - 2 * MARGIN - GAP) / 2;
    int most = frame_bottom(plan) - 30 - 200;
    y += put_list(ui, plan, y, most, json_object_get(ui_options(ui), "list"), "list", "check_circle_outline");
    static const char *const ids[2] = {"yes", "no"}, *const texts[2] = {"ui.yes", "ui.no"};
    y += y > 500 ? GAP : 0;
    if (y > most)
        y = most;
    for (int i = 0; i < 2; i++) {
        bool is = json_is_boolean(was) && json_is_true(was) == (i == 0);
        struct box box = {MARGIN + i * (width + GAP), y, width, 180};
        widget_button(plan, box, ids[i],
                      (struct button){is ? BUTTON_MAIN : BUTTON_PLAIN,
                                      .text = ui_word_or(ui, ids[i], ui_text(ui, texts[i])),
                                      .icon = i == 0 ? "check" : "close"});
    }
    frame_nav(ui, plan, NULL, NULL, NULL, false);
}

static void tap_yes(struct ui *ui, const char *id)
{
    if (!turn_page(ui, id) && (strcmp(id, "yes") == 0 || strcmp(id, "no") == 0))
        ui_answer(ui, json_boolean(id[0] == 'y'));
}

/* info and stop */

static int put_body(struct ui *ui, struct plan *plan, int y)
{
    const char *body = ui_word_or(ui, "body", NULL);
    if (body)
        y += plan_paragraph(plan, (struct look){FONT_REGULAR, T_LABEL, C_INK}, MARGIN, y, plan_width(plan) - 2 * MARGIN,
                            body) +
             GAP;
    return y;
}

static void lay_info(struct ui *ui, struct plan *plan)
{
    int y = put_body(ui, plan, frame_head(ui, plan));
    put_list(ui, plan, y, frame_bottom(plan) - 30, json_object_get(ui_options(ui), "list"), "list", "check");
    frame_nav(ui, plan, "next", ui_text(ui, "ui.next"), "arrow_forward", true);
}

/* A list in large text needs its room more. */
static int put_sign(struct ui *ui, struct plan *plan, int y)
{
    if (ui->column > 0 && json_array_size(json_object_get(ui_options(ui), "list")) > 0)
        return y;
    plan_card(plan, (struct box){MARGIN, y + GAP + 8, 148, 148}, plan->theme->radius_large, C_CARE, C_ON_CARE, 0);
    plan_icon(plan, (struct box){MARGIN + 30, y + GAP + 38, 88, 88}, C_ON_CARE, "pan_tool");
    return y + GAP + 156;
}

static void lay_stop(struct ui *ui, struct plan *plan)
{
    const json_t *agency = ui_agency(ui, json_text(ui_options(ui), "go_to"));
    int y = put_sign(ui, plan, frame_head_plain(ui, plan)), width = plan_width(plan) - 2 * MARGIN;
    y = frame_titled(ui, plan, y, ui_word(ui, "title"), ui_word_or(ui, "hint", NULL));
    y = put_body(ui, plan, y);
    int bottom = frame_bottom(plan) - 30 - (agency ? PLACE_HEIGHT + GAP : 0);
    y += put_list(ui, plan, y, bottom, json_object_get(ui_options(ui), "list"), "list", "chevron_right") + GAP;
    if (agency) {
        const char *queue = json_text(agency, "queue");
        const json_t *place = site_row(ui->window->site, "queues", "letter", queue);
        struct row row = {
            .letter = *queue,
            .icon = "place",
            .title = ui_text_with(ui, "ui.stop.go_to", json_pack("{s:s}", "agency", json_text(agency, "name"))),
            .line = json_text(place, "place")};
        widget_row(plan, (struct box){MARGIN, y, width, PLACE_HEIGHT}, &row);
    }
    bool back = json_truth(ui->screen, "back");
    widget_nav(plan, (struct nav){.back_id = back ? "back" : NULL,
                                  .back = ui_text(ui, "ui.back"),
                                  .back_icon = "arrow_back",
                                  .id = "close",
                                  .text = ui_text(ui, "ui.close"),
                                  .disabled = ui->answered});
}

static void tap_next(struct ui *ui, const char *id)
{
    if (!turn_page(ui, id) && (strcmp(id, "next") == 0 || strcmp(id, "close") == 0))
        ui_answer(ui, json_true());
}

const struct page page_consent = {.kind = "consent", .form = true, .lay = lay_consent, .tap = tap_consent};
const struct page page_choice = {.kind = "choice", .lay = lay_choice, .tap = tap_choice};
const struct page page_yes = {.kind = "yes", .form = true, .lay = lay_yes, .tap = tap_yes};
const struct page page_info = {.kind = "info", .form = true, .lay = lay_info, .tap = tap_next};
const struct page page_stop = {.kind = "stop", .form = true, .lay = lay_stop, .tap = tap_next};
