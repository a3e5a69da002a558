/* row.c - rows and tiles: a thing that can be chosen, with its picture, its name and its state. */
#include "screen/widgets.h"

#include <string.h>

void widget_badge(struct plan *plan, struct box box, char letter, bool off)
{
    plan_card(plan, box, plan->theme->radius_small + 4, off ? C_EDGE : C_BRAND, C_BRAND, 0);
    if (!off && letter >= 'A' && letter <= 'Z')
        plan_recolour(plan, plan->theme->letters[letter - 'A']);
    plan_line_of(plan, (struct look){FONT_EXTRABOLD, T_FIELD, C_ON_BRAND}, box, CENTRE, turn_text("%c", letter));
}

static void put_picture(struct plan *plan, struct box box, const struct row *row)
{
    if (row->letter) {
        widget_badge(plan, box, row->letter, row->off);
        return;
    }
    plan_card(plan, box, plan->theme->radius_small + 4, row->off ? C_OFF : C_SOFT, C_SOFT, 0);
    plan_icon(plan, box_inset(box, box.w / 5), row->off ? C_ON_OFF : C_ACCENT, row->icon);
}

/* Large text needs the width: the state then stands below the names. */
static bool is_stacked(const struct plan *plan, const struct row *row)
{
    return plan->column > 0 && row->state;
}

static void put_ground(struct plan *plan, struct box box, const struct row *row)
{
    enum colour fill = row->off ? C_OFF : row->chosen ? C_SOFT : C_SURFACE;
    enum colour edge = row->off ? C_RULE : row->chosen ? C_ACCENT : C_EDGE;
    plan_card(plan, box, plan->theme->radius, fill, edge, plan->theme->edge + (row->chosen ? 2 : 0));
}

static struct look state_look(const struct row *row)
{
    return (struct look){FONT_SEMIBOLD, T_SMALL, row->off ? C_ON_OFF : C_INK};
}

/* State and arrow from the right; the result is what is left of the width. */
static int put_state(struct plan *plan, struct box box, const struct row *row)
{
    int end = box.x + box.w - 20;
    if (row->chosen || (row->arrow && !row->off)) {
        struct box mark = {end - 52, box.y + (box.h - 52) / 2, 52, 52};
        plan_icon(plan, mark, C_ACCENT, row->chosen ? "check_circle" : "chevron_right");
        end = mark.x - 12;
    }
    if (!row->state || is_stacked(plan, row))
        return end;
    struct look look = state_look(row);
    int most = box.w * 2 / 5, wide = text_width(plan->draw, plan_ink(plan, look), row->state);
    if (wide > most)
        wide = most;
    plan_line_of(plan, look, (struct box){end - wide - 2, box.y, wide + 2, box.h}, RIGHT, row->state);
    plan_icon(plan, (struct box){end - wide - 50, box.y + (box.h - 38) / 2, 38, 38}, look.colour, row->state_icon);
    return end - wide - 66;
}

static void put_names(struct plan *plan, struct box box, const struct row *row)
{
    enum colour first = row->off ? C_ON_OFF : C_INK, second = row->off ? C_ON_OFF : C_INK2;
    bool stacked = is_stacked(plan, row);
    if (!row->line || !*row->line) {
        plan_label(plan, (struct look){FONT_SEMIBOLD, T_LABEL, first}, box_inset(box, 4), LEFT, row->title);
        return;
    }
    int title = plan_size(plan, T_LABEL) * 125 / 100, line = plan_size(plan, T_SMALL) * 130 / 100;
    int y = box.y + (box.h - title - line * (1 + stacked)) / 2;
    plan_line_of(plan, (struct look){FONT_BOLD, T_LABEL, first}, (struct box){box.x, y, box.w, title}, LEFT,
                 row->title);
    y += title;
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, second}, (struct box){box.x, y, box.w, line}, LEFT,
                 row->line);
    if (!stacked)
        return;
    y += line;
    plan_icon(plan, (struct box){box.x, y + (line - 38) / 2, 38, 38}, first, row->state_icon);
    plan_line_of(plan, state_look(row), (struct box){box.x + 50, y, box.w - 50, line}, LEFT, row->state);
}

int widget_row_height(const struct plan *plan, bool with_state)
{
    int lines = plan_size(plan, T_LABEL) * 125 / 100 + plan_size(plan, T_SMALL) * 130 / 100;
    if (with_state && plan->column > 0)
        lines += plan_size(plan, T_SMALL) * 130 / 100;
    return lines + 16 > 124 ? lines + 16 : 124;
}

void widget_row(struct plan *plan, struct box box, const struct row *row)
{
    bool pressed = row->id && plan_target(plan, box, !row->off, row->id);
    if (row->id)
        plan_state(plan, row->chosen ? STATE_CHOSEN : STATE_NONE);
    put_ground(plan, box, row);
    if (pressed)
        box = plan_press(plan, box);
    int square = box.h - 28 > 112 ? 112 : box.h - 28, x = box.x + 28;
    if (row->letter || row->icon) {
        put_picture(plan, (struct box){box.x + 14, box.y + (box.h - square) / 2, square, square}, row);
        x = box.x + 14 + square + 28;
    }
    int end = put_state(plan, box, row);
    put_names(plan, (struct box){x, box.y, end - x, box.h}, row);
}

/* In ordinary text the names stand below the picture; large text needs the room beside it. */
static void put_tile_names(struct plan *plan, struct box box, const struct row *row)
{
    bool large = plan->column > 0;
    enum colour first = row->off ? C_ON_OFF : C_INK, second = row->off ? C_ON_OFF : C_INK2;
    int end = box.y + box.h;
    struct box title = {box.x + 28, end - 150, box.w - 56, 56}, line = {box.x + 28, end - 96, box.w - 56, 78};
    if (large) {
        title = (struct box){box.x + 144, box.y + 16, box.w - 168, 132};
        line = (struct box){box.x + 28, box.y + 148, box.w - 52, 100};
    }
    plan_label(plan, (struct look){FONT_BOLD, T_TILE, first}, title, LEFT, row->title);
    plan_label(plan, (struct look){FONT_REGULAR, T_SMALL, second}, line, LEFT,
               row->off && row->state ? row->state : row->line);
}

void widget_tile(struct plan *plan, struct box box, const struct row *row)
{
    bool pressed = plan_target(plan, box, !row->off, row->id);
    put_ground(plan, box, row);
    if (pressed)
        box = plan_press(plan, box);
    put_picture(plan, (struct box){box.x + 28, box.y + 24, 88, 88}, row);
    put_tile_names(plan, box, row);
}
