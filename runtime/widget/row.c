/* row.c - rows and tiles: a thing that can be chosen, with its picture, its name and its state. */
#include "widget/widgets.h"

#include <string.h>

void widget_badge(struct plan *plan, struct box box, char letter, bool off)
{
    plan_card(plan, box, plan->theme->radius_small + 4, off ? C_ON_OFF : C_BRAND, C_BRAND, 0);
    if (!off && letter >= 'A' && letter <= 'Z')
        plan_recolour(plan, plan->theme->letters[letter - 'A']);
    plan_line_of(plan, (struct look){FONT_EXTRABOLD, T_FIELD, off ? C_OFF : C_ON_BRAND}, box, CENTRE,
                 turn_text("%c", letter));
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

/* One line; of words that come from outside as much as it holds. */
static void put_text(struct plan *plan, struct look look, struct box box, const struct row *row, const char *text)
{
    if (!row->foreign) {
        plan_line_of(plan, look, box, LEFT, text);
        return;
    }
    int leading = text_leading(plan_ink(plan, look));
    plan_label(plan, look, (struct box){box.x, box.y + (box.h - leading) / 2, box.w, leading}, LEFT, text);
    plan_foreign(plan);
}

static void put_names(struct plan *plan, struct box box, const struct row *row)
{
    enum colour first = row->off ? C_ON_OFF : C_INK, second = row->off ? C_ON_OFF : C_INK2;
    bool stacked = is_stacked(plan, row);
    if (!row->line || !*row->line) {
        plan_label(plan, (struct look){FONT_SEMIBOLD, T_LABEL, first}, box_inset(box, 4), LEFT, row->title);
        if (row->foreign)
            plan_foreign(plan);
        return;
    }
    int title = plan_size(plan, T_LABEL) * 125 / 100, line = plan_size(plan, T_SMALL) * 130 / 100;
    int y = box.y + (box.h - title - line * (1 + stacked)) / 2;
    put_text(plan, (struct look){FONT_BOLD, T_LABEL, first}, (struct box){box.x, y, box.w, title}, row, row->title);
    y += title;
    put_text(plan, (struct look){FONT_REGULAR, T_SMALL, second}, (struct box){box.x, y, box.w, line}, row, row->line);
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

/* Where the names stand: below the picture; beside it where the text is large or the tile is low, and then what is
 * below has only the room that is left. */
struct tile {
    struct box picture, title, line; /* line.h 0: there is none */
    enum type type, small;
};

/* One that has the width of the page: a large picture, and the names beside it. */
static struct tile broad_tile(const struct plan *plan, struct box box, const char *line)
{
    enum { MOST = 200, PAD = 40, APART = 48 };
    int square = box.h - 2 * PAD > MOST ? MOST : box.h - 2 * PAD, x = box.x + PAD + square + APART;
    int width = box.x + box.w - PAD - x, big = plan_size(plan, T_QUESTION) * 130 / 100;
    int small = text_height(plan->draw, plan_ink(plan, (struct look){FONT_REGULAR, T_LABEL, C_INK}), width, line);
    int y = box.y + (box.h - big - small) / 2;
    return (struct tile){.picture = {box.x + PAD, box.y + (box.h - square) / 2, square, square},
                         .title = {x, y, width, big},
                         .line = {x, y + big, width, small},
                         .type = T_QUESTION,
                         .small = T_LABEL};
}

static struct tile tile_of(const struct plan *plan, struct box box, const struct row *row)
{
    bool off = row->off && row->state;
    enum { TALL = 240, ROOMY = 280, PAD = 28, BROAD = 900 };
    if (box.w >= BROAD)
        return broad_tile(plan, box, off ? row->state : row->line);
    bool tall = box.h >= TALL, roomy = box.h >= ROOMY;
    int end = box.y + box.h, below = tall ? 106 : off ? plan_size(plan, T_SMALL) * 13 / 10 + 16 : 0;
    int square = roomy ? 88 : 80, width = box.w - 2 * PAD;
    struct tile tile = {.picture = {box.x + PAD, box.y + (roomy ? 24 : 20), square, square},
                        .title = {box.x + PAD, end - (roomy ? 156 : 147), width, 58},
                        .line = {box.x + PAD, end - (roomy ? 98 : 90), width, 80},
                        .type = T_TILE,
                        .small = T_SMALL};
    if (tall && plan->column == 0)
        return tile;
    tile.title = (struct box){box.x + 126, box.y + 16, box.w - 144, box.h - 16 - (below ? below : 16)};
    tile.line = (struct box){box.x + PAD, end - below, box.w - 2 * PAD, below ? below - 6 : 0};
    if (!tall)
        tile.picture.y = tile.title.y + (tile.title.h - square) / 2;
    return tile;
}

static void put_tile_state(struct plan *plan, const struct tile *tile, const struct row *row)
{
    struct box line = tile->line;
    enum colour second = row->off ? C_ON_OFF : C_INK2;
    bool low = line.h < 2 * plan_size(plan, tile->small);
    const char *state = low && row->brief ? row->brief : row->state;
    if (row->off && row->state) {
        plan_icon(plan, (struct box){line.x, line.y + (line.h - 38) / 2, 38, 38}, second, row->state_icon);
        box_take_left(&line, 50);
    }
    if (line.h)
        plan_label(plan, (struct look){row->off ? FONT_SEMIBOLD : FONT_REGULAR, tile->small, second}, line, LEFT,
                   row->off && row->state ? state : row->line);
}

int widget_tile_size(const struct plan *plan, struct box box, const struct row *row)
{
    struct tile tile = tile_of(plan, box, row);
    return plan_label_size(plan, (struct look){FONT_BOLD, tile.type, C_INK}, tile.title, row->title);
}

static void put_tile_names(struct plan *plan, const struct tile *tile, const struct row *row)
{
    struct look look = {FONT_BOLD, tile->type, row->off ? C_ON_OFF : C_INK};
    if (row->size)
        plan_label_in(plan, look, row->size, tile->title, LEFT, row->title);
    else
        plan_label(plan, look, tile->title, LEFT, row->title);
    put_tile_state(plan, tile, row);
}

void widget_tile(struct plan *plan, struct box box, const struct row *row)
{
    bool pressed = plan_target(plan, box, !row->off, row->id);
    put_ground(plan, box, row);
    if (pressed)
        box = plan_press(plan, box);
    struct tile tile = tile_of(plan, box, row);
    put_picture(plan, tile.picture, row);
    put_tile_names(plan, &tile, row);
}
