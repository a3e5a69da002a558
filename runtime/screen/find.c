/* find.c - the search: what is typed stands above the keys, what may be meant above that, live. */
#include "screen/home.h"

#include "screen/typing.h"

#include <string.h>

enum { TYPED = 40, FIELD_HIGH = 128, FOUND = 7, ROW_GAP = 14 };

static int find(const struct ui *ui, int *rows, int most)
{
    const struct search *search = index_search(ui->index, ui->words);
    return search ? search_find(search, ui->entry.text, rows, most) : 0;
}

/* As many as there is room for: the best come first, and another letter brings others. Returns how many. */
static int put_found(struct ui *ui, struct plan *plan, struct box work)
{
    int rows[FOUND], height = widget_row_height(plan, true), fit = (work.h + ROW_GAP) / (height + ROW_GAP);
    int n = find(ui, rows, fit < FOUND ? fit : FOUND);
    for (int i = 0; i < n; i++) {
        const json_t *service = json_array_get(index_services(ui->index), (size_t)rows[i]);
        struct row row = list_service_row(ui, service, false);
        widget_row(plan, box_take_top(&work, height), &row);
        box_take_top(&work, ROW_GAP);
    }
    return n;
}

static void put_nothing(struct ui *ui, struct plan *plan, struct box work)
{
    if (*ui->entry.text)
        widget_notice(plan, work.x, work.y, work.w, NOTICE_CARE, "help_outline", ui_text(ui, "ui.home.find_none"),
                      ui_text(ui, "ui.home.find_none_how"));
    else
        plan_paragraph(plan, (struct look){FONT_REGULAR, T_BODY, C_INK2}, work.x, work.y + GAP, work.w,
                       ui_text(ui, "ui.home.find_how"));
}

/* Who finds nothing takes a number and asks at a counter. */
static void put_ways_on(struct ui *ui, struct plan *plan, bool found)
{
    struct nav nav = {.back_id = "back", .back = ui_text(ui, "ui.back"), .back_icon = "arrow_back"};
    if (!found && *ui->entry.text && json_array_size(index_numbers(ui->index)) > 0) {
        nav.id = "number";
        nav.text = ui_text(ui, "ui.home.number");
    }
    widget_nav(plan, nav);
}

void find_lay(struct ui *ui, struct plan *plan)
{
    int top = HEADER_HEIGHT + 30;
    struct box work = {MARGIN, top, plan_width(plan) - 2 * MARGIN, frame_keys(plan) - GAP - top};
    frame_header(ui, plan, false);
    widget_field(plan, box_take_top(&work, FIELD_HIGH),
                 (struct input){.text = ui->entry.text, .hint = ui_text(ui, "ui.home.find_hint"), .clear = "clear"});
    box_take_top(&work, GAP + 4);
    int n = put_found(ui, plan, work);
    if (n == 0)
        put_nothing(ui, plan, work);
    widget_keyboard(plan, ui->entry.symbols, false, false, ui_text(ui, "ui.keys.space"), ui_text(ui, "ui.keys.delete"));
    put_ways_on(ui, plan, n > 0);
}

void find_tap(struct ui *ui, const char *id)
{
    if (strncmp(id, "key:", 4) == 0)
        typing_key(&ui->entry, id + 4, TYPED, true);
    else if (strcmp(id, "clear") == 0)
        entry_clear(&ui->entry);
}
