/* header.c - the band on top, the steps and the heading of a question. */
#include "screen/widgets.h"

#include <string.h>

static void put_band(struct plan *plan, int height)
{
    struct box band = {0, 0, plan_width(plan), height};
    plan_fill(plan, band, C_DEEP);
    plan_kawung(plan, (struct box){480, 0, band.w - 480, height}, 0, 100);
    plan_fill(plan, (struct box){0, height - 2, band.w, 2}, C_DEEP);
}

void widget_names(struct plan *plan, struct box box, struct header header, enum type big, enum type small)
{
    int name = plan_size(plan, big), line = plan_size(plan, small), y = box.y + (box.h - (name + line) * 12 / 10) / 2;
    struct box first = {box.x, y, box.w, name * 12 / 10}, second = {box.x, y + name * 12 / 10, box.w, line * 12 / 10};
    plan_line_of(plan, (struct look){FONT_BOLD, big, C_ON_DEEP}, first, LEFT, header.title);
    plan_line_of(plan, (struct look){FONT_REGULAR, small, C_ON_DEEP2}, second, LEFT, header.line);
}

static void put_symbol(struct plan *plan, struct box box, const char *icon)
{
    if (!icon) {
        plan_mark(plan, box, C_ON_DEEP, C_DEEP);
        return;
    }
    plan_card(plan, box, plan->theme->radius_small, C_SIGNAL, C_SIGNAL, 0);
    plan_icon(plan, box_inset(box, 10), C_ON_SIGNAL, icon);
}

/* As wide as its text; the result is where it begins. */
static int put_leave(struct plan *plan, int end, const char *text)
{
    struct look look = {FONT_SEMIBOLD, T_SMALL, C_ON_DEEP};
    int wide = text_width(plan->draw, plan_ink(plan, look), text);
    struct box box = {end - wide - 96, 22, wide + 96, 84};
    bool pressed = plan_target(plan, box, true, "leave");
    plan_card(plan, box, plan->theme->radius_small, C_DEEP, C_ON_DEEP2, 2);
    int begin = box.x;
    if (pressed)
        box = plan_press(plan, box);
    plan_icon(plan, (struct box){box.x + 20, box.y + (box.h - 40) / 2, 40, 40}, C_ON_DEEP, "logout");
    plan_line_of(plan, look, (struct box){box.x + 72, box.y, wide + 2, box.h}, LEFT, text);
    return begin;
}

void widget_header(struct plan *plan, struct header header)
{
    int right = plan_width(plan) - MARGIN, x = MARGIN + 68 + GAP;
    put_band(plan, HEADER_HEIGHT);
    put_symbol(plan, (struct box){MARGIN, 30, 68, 68}, header.icon);
    struct look digits = {FONT_BOLD, T_HEAD, C_ON_DEEP};
    int wide = text_digits_width(plan->draw, plan_ink(plan, digits), header.clock);
    struct box clock = {right - wide, header.below ? 22 : 0, wide, header.below ? 56 : HEADER_HEIGHT};
    plan_digits(plan, digits, clock, RIGHT, header.clock);
    if (header.below)
        plan_line_of(plan, (struct look){FONT_REGULAR, T_CAPTION, C_ON_DEEP2}, (struct box){right - 300, 78, 300, 36},
                     RIGHT, header.below);
    int end = clock.x - GAP;
    if (header.leave)
        end = put_leave(plan, end, header.leave) - GAP;
    widget_names(plan, (struct box){x, 12, end - x, HEADER_HEIGHT - 24}, header, T_BODY, T_CAPTION);
}

int widget_steps(struct plan *plan, int y, int at, int of, const char *text, const char *stage)
{
    int width = plan_width(plan) - 2 * MARGIN, gap = 12, each = (width - (of - 1) * gap) / of;
    for (int i = 0; i < of; i++) {
        struct box box = {MARGIN + i * (each + gap), y + 6, each, 14};
        if (i + 1 == at)
            plan_card(plan, box_inset(box, -6), 13, C_SIGNAL, C_ACCENT, 4);
        else
            plan_card(plan, box, 7, i + 1 < at ? C_BRAND : C_RULE, C_RULE, 0);
    }
    int size = plan_size(plan, T_CAPTION), height = size * 14 / 10;
    struct look look = {FONT_SEMIBOLD, T_CAPTION, C_INK2};
    plan_line_of(plan, look, (struct box){MARGIN, y + 36, width * 2 / 5, height}, LEFT, text);
    plan_line_of(plan, look, (struct box){MARGIN + width * 2 / 5, y + 36, width * 3 / 5, height}, RIGHT, stage);
    return y + 36 + height;
}

int widget_heading(struct plan *plan, int y, const char *title, const char *hint)
{
    int width = plan_width(plan) - 2 * MARGIN;
    y += plan_paragraph(plan, (struct look){FONT_EXTRABOLD, T_QUESTION, C_INK}, MARGIN, y, width, title);
    if (hint)
        y += 12 + plan_paragraph(plan, (struct look){FONT_REGULAR, T_BODY, C_INK2}, MARGIN, y + 12, width, hint);
    return y;
}
