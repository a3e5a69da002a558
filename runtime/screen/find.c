/* find.c - the search: what is typed stands above the keys, what may be meant above that, live. */
#include "screen/home.h"

#include <string.h>

enum { TYPED = 40, FIELD_HIGH = 128, FOUND = 7, ROW_GAP = 14 };

static int find(const struct ui *ui, int *rows, int most)
{
    const struct search *search = index_search(ui->index, ui->words);
    return search ? search_find(search, ui->entry.text, rows, most) : 0;
}

/* As many as there is room for: the best come first, and another letter brings others. Returns how many. */
static int put_found(struct ui *ui, struct plan *plan, struct box work, bool narrow)
{
    int rows[FOUND], height = widget_row_height(plan, true), fit = (work.h + ROW_GAP) / (height + ROW_GAP);
    int n = find(ui, rows, fit < FOUND ? fit : FOUND);
    for (int i = 0; i < n; i++) {
        const json_t *service = json_array_get(index_services(ui->index), (size_t)rows[i]);
        struct row row =
            narrow ? list_narrow(list_service_row(ui, service, false)) : list_service_row(ui, service, false);
        widget_row(plan, box_take_top(&work, height), &row);
        box_take_top(&work, ROW_GAP);
    }
    return n;
}

static void put_nothing(struct ui *ui, struct plan *plan, struct box box, bool deep)
{
    struct look look = {FONT_REGULAR, T_BODY, deep ? C_ON_DEEP2 : C_INK2};
    if (*ui->entry.text)
        widget_notice(plan, box, NOTICE_CARE, "help_outline", ui_text(ui, "ui.home.find_none"),
                      ui_text(ui, "ui.home.find_none_how"));
    else
        plan_say(plan, look, &box, ui_text(ui, "ui.home.find_how"));
}

/* Who finds nothing takes a number and asks at a counter. */
static void put_ways_on(struct ui *ui, struct plan *plan, struct box band, bool found)
{
    struct nav nav = {.back_id = "back", .back = ui_text(ui, "ui.back"), .back_icon = "arrow_back"};
    if (!found && *ui->entry.text && json_array_size(index_numbers(ui->index)) > 0) {
        nav.id = "number";
        nav.text = ui_text(ui, "ui.home.number");
    }
    widget_nav(plan, band, nav);
}

static void put_field(struct ui *ui, struct plan *plan, struct box box)
{
    widget_field(plan, box,
                 (struct input){.text = ui->entry.text, .hint = ui_text(ui, "ui.home.find_hint"), .clear = "clear"});
}

static void put_keys(struct ui *ui, struct plan *plan, struct box *work)
{
    widget_keyboard(plan, work, ui->entry.symbols, false, false, ui_text(ui, "ui.keys.space"),
                    ui_text(ui, "ui.keys.delete"));
    box_take_bottom(work, GAP);
}

/* Field, what was found, keys; the result is where it is found. With low reach the question fills what is above. */
static struct box lay_tall(struct ui *ui, struct plan *plan, struct area *area)
{
    struct box work = plan->low ? frame_ask(ui, plan, area, ui_text(ui, "ui.home.find_title"), NULL) : area->work;
    box_take_top(&work, 8);
    put_field(ui, plan, box_take_top(&work, FIELD_HIGH));
    box_take_top(&work, GAP + 4);
    put_keys(ui, plan, &work);
    return work;
}

/* Keys need the height: what was found stands on the left, where other pages put their question. */
static struct box lay_wide(struct ui *ui, struct plan *plan, struct area *area)
{
    put_keys(ui, plan, &area->work);
    put_field(ui, plan, box_take_bottom(&area->work, FIELD_HIGH));
    widget_heading(plan, &area->work, false, ui_text(ui, "ui.home.find_title"), NULL);
    box_take_top(&area->ask, PLAN_RING);
    return area->ask;
}

void find_lay(struct ui *ui, struct plan *plan)
{
    struct area area = frame_header(ui, plan, false);
    struct box found = area.wide ? lay_wide(ui, plan, &area) : lay_tall(ui, plan, &area);
    int n = put_found(ui, plan, found, area.wide);
    if (n == 0)
        put_nothing(ui, plan, found, area.wide);
    put_ways_on(ui, plan, area.nav, n > 0);
}

void find_tap(struct ui *ui, const char *id)
{
    entry_tap(&ui->entry, id, TYPED, true);
}
