/* bar.c - the access bar, at the bottom of every screen: only what works. */
#include "screen/widgets.h"

static void put_item(struct plan *plan, struct box box, const char *id, const char *icon, const char *text,
                     enum colour ground)
{
    bool pressed = plan_target(plan, box, true, id);
    enum colour colour = ground == C_BAR ? C_ON_BAR : ground == C_SIGNAL ? C_ON_SIGNAL : C_BAR;
    plan_card(plan, box, plan->theme->radius - 4, ground, ground, 0);
    if (pressed)
        box = plan_press(plan, box);
    plan_icon(plan, (struct box){box.x + (box.w - 50) / 2, box.y + 16, 50, 50}, colour, icon);
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_CAPTION, colour},
                 (struct box){box.x + 6, box.y + 66, box.w - 12, 52}, CENTRE, text);
}

void widget_bar(struct plan *plan, struct bar bar)
{
    int top = plan_height(plan) - BAR_HEIGHT, staff = 320;
    plan_fill(plan, (struct box){0, top, plan_width(plan), BAR_HEIGHT}, C_BAR);
    if (plan->theme->colours[C_BAR] == plan->theme->colours[C_GROUND])
        plan_fill(plan, (struct box){0, top, plan_width(plan), 4}, C_EDGE);
    int each = (plan_width(plan) - 12 - staff - 16 - 24) / 3;
    struct box box = {12, top + 12, each, BAR_HEIGHT - 24};
    put_item(plan, box, "bar:language", "translate", bar.language, C_BAR);
    box.x += each + 8;
    put_item(plan, box, "bar:text", "format_size", bar.text, bar.large ? C_SIGNAL : C_BAR);
    box.x += each + 8;
    put_item(plan, box, "bar:contrast", "contrast", bar.contrast, bar.dark ? C_SIGNAL : C_BAR);
    box.x += each + 8;
    box.w = plan_width(plan) - 16 - box.x;
    put_item(plan, box, "bar:staff", bar.called ? "notifications_active" : "notifications_none", bar.staff,
             bar.called ? C_SIGNAL : C_ON_BAR);
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
