/* field.c - what is typed, large and above the keys: a line with a cursor, or digits in their places. */
#include "widget/widgets.h"

#include <string.h>

enum { COVERED = '*' };

static void put_frame(struct plan *plan, struct box box, bool wrong)
{
    int radius = plan->theme->radius;
    plan_card(plan, box_inset(box, -8), radius + 8, C_SIGNAL, C_SIGNAL, 0);
    plan_card(plan, box, radius, C_SURFACE, wrong ? C_BAD : C_ACCENT, 5);
}

static bool fits(struct plan *plan, struct look look, int width, const char *text)
{
    return text_width(plan->draw, plan_ink(plan, look), text) <= width;
}

/* The end of the text that fits, in the smaller type when that helps; found by halving. */
static const char *fitting(struct plan *plan, struct look *look, int width, const char *text)
{
    if (fits(plan, *look, width, text))
        return text;
    look->type = T_LABEL;
    if (fits(plan, *look, width, text))
        return text;
    size_t cut = 0, most = strlen(text);
    while (cut < most) {
        size_t middle = (cut + most) / 2;
        if (fits(plan, *look, width - 40, text + middle))
            most = middle;
        else
            cut = middle + 1;
    }
    while ((text[cut] & 0xc0) == 0x80)
        cut++;
    return turn_text("…%s", text + cut);
}

static void put_clear(struct plan *plan, struct box box, const char *id)
{
    bool pressed = plan_target(plan, box, true, id);
    plan_card(plan, box, plan->theme->radius_small, C_SOFT, C_EDGE, plan->theme->edge);
    if (pressed)
        box = plan_press(plan, box);
    plan_icon(plan, box_inset(box, (box.h - 48) / 2), C_ACCENT, "close");
}

void widget_field(struct plan *plan, struct box box, struct input field)
{
    put_frame(plan, box, field.wrong);
    int x = box.x + 36, width = box.w - 72;
    if (field.clear && *field.text) {
        int side = box.h - 40 > plan->theme->target ? box.h - 40 : plan->theme->target, edge = (box.h - side) / 2;
        put_clear(plan, (struct box){box.x + box.w - edge - side, box.y + edge, side, side}, field.clear);
        width -= side + edge;
    }
    struct look look = {FONT_SEMIBOLD, T_FIELD, *field.text ? C_INK : C_INK2};
    const char *text = *field.text ? fitting(plan, &look, width - 16, field.text) : "";
    int wide = text_width(plan->draw, plan_ink(plan, look), text), size = plan_size(plan, look.type);
    plan_live(plan, look, (struct box){x, box.y, width, box.h}, LEFT, text);
    plan_read_as(plan, field.text); /* its beginning may be out of sight */
    plan_fill(plan, (struct box){x + wide + 6, box.y + box.h / 2 - size * 6 / 10, 5, size * 12 / 10}, C_ACCENT);
    if (!*field.text && field.hint)
        plan_line_of(plan, (struct look){FONT_REGULAR, T_BODY, C_INK2}, (struct box){x + 28, box.y, width - 28, box.h},
                     LEFT, field.hint);
}

enum { COVER = 14, CELL = 52, CELL_GAP = 44, CELL_MARGIN = 32 };

static void put_cell(struct plan *plan, struct box cell, const char *digit, bool now)
{
    if (*digit == COVERED)
        plan_disc(plan, cell.x + cell.w / 2, cell.y + cell.h / 2, COVER, C_INK);
    else if (*digit)
        plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_FIELD, C_INK}, cell, CENTRE, turn_text("%c", *digit));
    int y = cell.y + cell.h * 80 / 100;
    if (now)
        plan_card(plan, (struct box){cell.x + 3, y - 2, cell.w - 6, 10}, 5, C_ACCENT, C_ACCENT, 0);
    else if (!*digit)
        plan_card(plan, (struct box){cell.x + 5, y, cell.w - 10, 6}, 3, C_EDGE, C_EDGE, 0);
}

static void put_cells(struct plan *plan, struct box box, const char *digits, const int *sizes, bool wrong)
{
    int all = 0, groups = 0;
    for (; sizes[groups]; groups++)
        all += sizes[groups];
    put_frame(plan, box, wrong);
    int gap = CELL_GAP, cell = (box.w - 2 * CELL_MARGIN - (groups - 1) * gap) / all;
    if (cell > CELL)
        cell = CELL;
    int x = box.x + (box.w - all * cell - (groups - 1) * gap) / 2;
    const char *at = digits;
    bool now = true;
    for (int g = 0; g < groups; g++, x += gap)
        for (int i = 0; i < sizes[g]; i++, x += cell) {
            put_cell(plan, (struct box){x, box.y, cell, box.h}, at, !*at && now);
            now = now && *at;
            at += *at != 0;
        }
}

void widget_cells(struct plan *plan, struct box box, const char *digits, const int *sizes)
{
    put_cells(plan, box, digits, sizes, false);
}

void widget_covered(struct plan *plan, struct box box, int typed, int of, bool wrong)
{
    char *digits = turn_alloc((size_t)of + 1);
    memset(digits, COVERED, (size_t)(typed < of ? typed : of));
    put_cells(plan, box, digits, (const int[]){of, 0}, wrong);
}

void widget_code(struct plan *plan, struct box box, const char *link, const char *text)
{
    struct look look = {FONT_SEMIBOLD, T_CAPTION, C_INK};
    struct box words = box_take_bottom(&box, 2 * text_leading(plan_ink(plan, look)) + 4);
    int side = box.w < box.h ? box.w : box.h;
    plan_qr(plan, (struct box){box.x + (box.w - side) / 2, box.y, side, side}, link);
    plan_label(plan, look, words, CENTRE, text);
}
