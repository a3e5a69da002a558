/* rows.c - see rows.h. */
#include "screen/rows.h"

#include "screen/typing.h"

#include <string.h>

enum {
    FIELD_HEIGHT = 124,
    FLAT_WORK = 800,
    SHUT_WIDTH = 148,
    ROW_GAP = 12,
    ROW_LOW = 104,
    MOST_AT_ONCE = 7,
    SEARCH_MOST = 40
};

/* --- the search ------------------------------------------------------------------------------------------------------
 */

static void put_field(struct ui *ui, struct plan *plan, struct box box)
{
    struct box shut = {box.x + box.w - SHUT_WIDTH, box.y, SHUT_WIDTH, box.h};
    box.w -= SHUT_WIDTH + GAP;
    widget_field(plan, box,
                 (struct input){.text = ui->entry.text, .hint = ui_text(ui, "ui.find.hint"), .clear = "clear"});
    widget_button(plan, shut, "find", (struct button){BUTTON_PLAIN, .text = "", .icon = "keyboard_hide"});
    plan_name(plan, ui_text(ui, "ui.find.shut"));
}

static bool is_beside(const struct ui *ui, const struct area *area)
{
    return area->wide && ui->finding;
}

/* The keyboard needs the height: question and field are pressed together above it. */
static void put_above_keys(struct ui *ui, struct plan *plan, struct box *work, const char *title)
{
    typing_keyboard(ui, plan, work, false);
    box_take_bottom(work, 12);
    put_field(ui, plan, box_take_bottom(work, FIELD_HEIGHT));
    box_take_bottom(work, 16);
    widget_heading(plan, work, false, title, NULL);
}

static void put_search(struct ui *ui, struct plan *plan, struct box *work)
{
    bool flat = work->h < FLAT_WORK;
    struct box top = box_take_top(work, FIELD_HEIGHT);
    const char *typed = ui->entry.text;
    box_take_top(work, flat ? 20 : GAP + 8);
    if (!ui->finding) {
        widget_button(
            plan, top, "find",
            (struct button){BUTTON_PLAIN, .text = *typed ? typed : ui_text(ui, "ui.find.open"), .icon = "search"});
        return;
    }
    put_field(ui, plan, top);
    typing_keyboard(ui, plan, work, false);
    box_take_bottom(work, flat ? 12 : GAP);
}

void rows_ask(struct ui *ui, struct plan *plan, struct area *area, struct rows_question question)
{
    if (is_beside(ui, area)) {
        put_above_keys(ui, plan, &area->work, question.title);
        box_take_top(&area->ask, GAP);
        return;
    }
    frame_ask(ui, plan, area, question.title, question.hint);
    if (question.above && !ui->finding)
        question.above(plan, &area->work, question.mine);
    put_search(ui, plan, &area->work);
}

/* Room for two lines and the row that they speak of. */
static bool has_room_to_say(const struct plan *plan, const struct area *area)
{
    return area->wide || area->work.h >= 2 * plan_size(plan, T_BODY) * 134 / 100 + ROW_LOW + plan->column * 12 + GAP;
}

void rows_say(struct ui *ui, struct plan *plan, struct area *area, int n, bool nearly)
{
    if (n == 0)
        typing_say(plan, area, NOTICE_CARE, ui_text(ui, "ui.find.nothing"));
    else if (nearly && has_room_to_say(plan, area))
        typing_say(plan, area, NOTICE_PLAIN, ui_text(ui, "ui.find.nearly"));
}

bool rows_tap(struct ui *ui, const char *id)
{
    if (frame_turn(ui, id))
        return true;
    if (strcmp(id, "find") == 0)
        ui->finding = !ui->finding;
    else if (!entry_tap(&ui->entry, id, SEARCH_MOST, false))
        return false;
    ui->page = 0;
    return true;
}

/* --- the rows --------------------------------------------------------------------------------------------------------
 */

static int row_height(const struct plan *plan, const struct rows *rows)
{
    return rows->lines ? widget_row_height(plan, false) : ROW_LOW + plan->column * 12;
}

/* Nobody looks through more than seven at once. */
static int fitting(const struct plan *plan, int height, const struct rows *rows, bool paged)
{
    int each = row_height(plan, rows) + ROW_GAP, most = rows->n < MOST_AT_ONCE ? rows->n : MOST_AT_ONCE;
    int fit = (height + ROW_GAP - (paged ? PAGER_HEIGHT + GAP : 0)) / each;
    return fit < 1 ? 1 : fit > most ? most : fit;
}

/* With a keyboard on a page that is not high there is room for the best rows, and none for pages. */
static bool has_room(const struct plan *plan, int height, const struct rows *rows)
{
    return height >= PAGER_HEIGHT + GAP + row_height(plan, rows);
}

void rows_put(struct ui *ui, struct plan *plan, const struct area *area, const struct rows *rows)
{
    bool beside = is_beside(ui, area);
    struct box work = beside ? area->ask : area->work;
    int fit = fitting(plan, work.h, rows, false), height = row_height(plan, rows);
    bool paged = fit < rows->n && !beside && has_room(plan, work.h, rows);
    if (paged)
        fit = fitting(plan, work.h, rows, true);
    if (height > work.h)
        height = work.h;
    int pages = fit > 0 ? (rows->n + fit - 1) / fit : 0;
    if (ui->page < 0)
        ui->page = rows->seen >= 0 && fit > 0 ? rows->seen / fit : 0;
    if (ui->page >= pages)
        ui->page = pages > 0 ? pages - 1 : 0;
    if (paged)
        frame_pager(ui, plan, box_take_bottom(&work, PAGER_HEIGHT), pages);
    for (int i = ui->page * fit; i < rows->n && i < (ui->page + 1) * fit; i++) {
        struct row row = {.arrow = !beside};
        rows->row(rows->mine, i, &row);
        widget_row(plan, box_take_top(&work, height), &row);
        box_take_top(&work, ROW_GAP);
    }
}
