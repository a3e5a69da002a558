/* bar.c - the access bar, at the bottom of every screen: language, text size, speech, contrast, low reach, staff.
 *
 * Six labels share one width: an item is as wide as its label, and the size of all of them is the largest that fits, in
 * one line, or with large text in two below a smaller icon. */
#include "widget/widgets.h"

enum { ITEMS = 6, EDGE = 12, BETWEEN = 8, PADDING = 10, ICON = 50, SMALL_ICON = 36, TALL_TOP = 5, LEAST = 26 };

struct cell {
    const char *id, *icon, *text;
    enum colour ground;
    enum state state;
    int width;
};

/* The label's width on one line, or of its widest word. */
static int label_width(const struct plan *plan, struct ink ink, const char *text)
{
    return plan->column == 0 ? text_width(plan->draw, ink, text) : text_widest(plan->draw, ink, 1, text);
}

/* The largest size at which all fit beside each other; what is left over goes to each in equal parts. */
static int share_width(const struct plan *plan, struct cell *cells)
{
    int room = plan_width(plan) - 2 * EDGE - (ITEMS - 1) * BETWEEN, lines = plan->column == 0 ? 1 : 2;
    struct ink ink = plan_ink(plan, (struct look){FONT_SEMIBOLD, T_CAPTION, C_ON_BAR});
    for (;; ink.size--) {
        int sum = 0, height = BAR_HEIGHT - 2 * EDGE - SMALL_ICON - TALL_TOP;
        for (int i = 0; i < ITEMS; i++)
            sum += cells[i].width = label_width(plan, ink, cells[i].text) + 2 * PADDING;
        if (ink.size > LEAST && (sum > room || (lines > 1 && lines * text_leading(ink) > height)))
            continue;
        for (int i = 0; i < ITEMS; i++)
            cells[i].width += (room - sum) / ITEMS;
        return ink.size;
    }
}

static void put_cell(struct plan *plan, struct box box, const struct cell *cell, int size)
{
    bool pressed = plan_target(plan, box, true, cell->id), tall = plan->column > 0;
    plan_state(plan, cell->state);
    enum colour colour = cell->ground == C_BAR ? C_ON_BAR : cell->ground == C_SIGNAL ? C_ON_SIGNAL : C_BAR;
    plan_card(plan, box, plan->theme->radius - 4, cell->ground, cell->ground, 0);
    if (pressed)
        box = plan_press(plan, box);
    int icon = tall ? SMALL_ICON : ICON, top = tall ? TALL_TOP : 16;
    plan_icon(plan, (struct box){box.x + (box.w - icon) / 2, box.y + top, icon, icon}, colour, cell->icon);
    struct ink ink = plan_ink(plan, (struct look){FONT_SEMIBOLD, T_CAPTION, colour});
    ink.size = size;
    struct box text = {box.x + PADDING, box.y + top + icon, box.w - 2 * PADDING, tall ? box.h - top - icon : 52};
    if (!tall) {
        plan_text(plan, ITEM_TEXT, ink, text, CENTRE, cell->text);
        return;
    }
    int height = text_height(plan->draw, ink, text.w, cell->text);
    text.y += (text.h - height) / 2, text.h = height;
    plan_text(plan, ITEM_PARAGRAPH, ink, text, CENTRE, cell->text);
}

static struct cell toggle(const char *id, const char *icon, const char *text, bool on)
{
    return (struct cell){id, icon, text, on ? C_SIGNAL : C_BAR, on ? STATE_ON : STATE_OFF, 0};
}

void widget_bar(struct plan *plan, struct bar bar)
{
    int top = plan_height(plan) - BAR_HEIGHT;
    struct cell cells[ITEMS] = {
        {"bar:language", "translate", bar.language, C_BAR, STATE_NONE, 0},
        toggle("bar:text", "format_size", bar.text, bar.large),
        toggle("bar:speech", bar.mute ? "volume_off" : "volume_up", bar.speech, bar.spoken),
        toggle("bar:contrast", "contrast", bar.contrast, bar.dark),
        toggle("bar:low", "accessibility_new", bar.low, bar.lowered),
        {"bar:staff", bar.called ? "notifications_active" : "notifications_none", bar.staff,
         bar.called ? C_SIGNAL : C_ON_BAR, STATE_NONE, 0},
    };
    int size = share_width(plan, cells);
    plan->spoken = SPOKEN_AT_FOCUS;
    plan_fill(plan, (struct box){0, top, plan_width(plan), BAR_HEIGHT}, C_BAR);
    if (plan->theme->colours[C_BAR] == plan->theme->colours[C_GROUND])
        plan_fill(plan, (struct box){0, top, plan_width(plan), 4}, C_EDGE);
    struct box box = {EDGE, top + EDGE, 0, BAR_HEIGHT - 2 * EDGE};
    for (int i = 0; i < ITEMS; i++) {
        box.w = i < ITEMS - 1 ? cells[i].width : plan_width(plan) - EDGE - box.x;
        put_cell(plan, box, &cells[i], size);
        box.x += box.w + BETWEEN;
    }
}

void widget_number(struct plan *plan, enum type type, struct box box, enum align align, const char *number)
{
    struct look look = {FONT_EXTRABOLD, type, C_INK};
    struct ink ink = plan_ink(plan, look);
    char letter[2] = {*number, 0};
    bool lettered = *number >= 'A' && *number <= 'Z';
    int first = lettered ? text_width(plan->draw, ink, letter) : 0,
        rest = text_digits_width(plan->draw, ink, number + lettered);
    int x = align == LEFT ? box.x : box.x + (box.w - first - rest) / 2;
    if (lettered) {
        plan_digits(plan, look, (struct box){x, box.y, first, box.h}, LEFT, letter);
        if (plan->theme->colours[C_SURFACE] != plan->theme->colours[C_GROUND])
            plan_recolour(plan, plan->theme->letters[*number - 'A']);
    }
    plan_digits(plan, look, (struct box){x + first, box.y, rest, box.h}, LEFT, number + lettered);
}
