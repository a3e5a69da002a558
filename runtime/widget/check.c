/* check.c - something to tick: the box and its words are one target, as large as a row. */
#include "widget/widgets.h"

enum { MARK = 72, BEFORE = 32, BEHIND = 28 };

void widget_check(struct plan *plan, struct box box, const char *id, struct check check)
{
    bool pressed = plan_target(plan, box, true, id);
    plan_state(plan, check.on ? STATE_ON : STATE_OFF);
    plan_card(plan, box, plan->theme->radius, check.on ? C_SOFT : C_SURFACE, check.on ? C_ACCENT : C_EDGE,
              plan->theme->edge + (check.on ? 2 : 0));
    if (pressed)
        box = plan_press(plan, box);
    plan_icon(plan, (struct box){box.x + BEFORE, box.y + (box.h - MARK) / 2, MARK, MARK}, C_ACCENT,
              check.on ? "check_box" : "check_box_outline_blank");
    box_take_left(&box, BEFORE + MARK + BEHIND);
    plan_label(plan, (struct look){FONT_BOLD, T_LABEL, C_INK},
               (struct box){box.x, box.y + 12, box.w - BEHIND, box.h - 24}, LEFT, check.text);
}
