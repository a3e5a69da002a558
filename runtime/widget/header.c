/* header.c - the band on top, the steps and the heading of a question. */
#include "widget/widgets.h"

#include <string.h>

static void put_band(struct plan *plan, int height)
{
    struct box band = {0, 0, plan_width(plan), height};
    plan_fill(plan, band, C_DEEP);
    plan_kawung(plan, (struct box){480, 0, band.w - 480, height}, 0, 100);
    plan_fill(plan, (struct box){0, height - 2, band.w, 2}, C_DEEP);
}

/* Name and line beside a square of that size. */
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

static int leave_width(struct plan *plan, const char *text)
{
    return text_width(plan->draw, plan_ink(plan, (struct look){FONT_SEMIBOLD, T_SMALL, C_ON_DEEP}), text) + 96;
}

static void put_leave(struct plan *plan, struct box box, const char *text)
{
    struct look look = {FONT_SEMIBOLD, T_SMALL, C_ON_DEEP};
    bool pressed = plan_target(plan, box, true, "leave");
    plan_card(plan, box, plan->theme->radius_small, C_DEEP, C_ON_DEEP2, 2);
    if (pressed)
        box = plan_press(plan, box);
    plan_icon(plan, (struct box){box.x + 20, box.y + (box.h - 40) / 2, 40, 40}, C_ON_DEEP, "logout");
    plan_line_of(plan, look, (struct box){box.x + 72, box.y, box.w - 94, box.h}, LEFT, text);
}

/* At the right end of the box, with what stands below it; the result is its width. */
static int put_clock(struct plan *plan, struct box box, struct header header)
{
    struct look digits = {FONT_BOLD, T_HEAD, C_ON_DEEP}, below = {FONT_REGULAR, T_CAPTION, C_ON_DEEP2};
    int wide = text_digits_width(plan->draw, plan_ink(plan, digits), header.clock), right = box.x + box.w;
    struct box clock = {right - wide, box.y, wide, box.h};
    if (header.below) {
        clock.y += (box.h - 84) / 2, clock.h = 56;
        plan_line_of(plan, below, (struct box){right - 300, clock.y + 56, 300, 36}, RIGHT, header.below);
    }
    plan_digits(plan, digits, clock, RIGHT, header.clock);
    return wide;
}

static void put_symbol_and_names(struct plan *plan, struct box box, struct header header)
{
    put_symbol(plan, (struct box){box.x, box.y + (box.h - 68) / 2, 68, 68}, header.icon);
    box_take_left(&box, 68 + GAP);
    widget_names(plan, box, header, T_BODY, T_CAPTION);
}

static void put_side(struct plan *plan, struct box side, struct header header)
{
    struct box top = {MARGIN, 36, side.w - 2 * MARGIN, 104}, foot = {MARGIN, side.h - 116, side.w - 2 * MARGIN, 92};
    plan_fill(plan, side, C_DEEP);
    plan_kawung(plan, side, 12, 50);
    put_symbol_and_names(plan, top, header);
    put_clock(plan, foot, header);
    if (header.leave)
        put_leave(plan, (struct box){foot.x, foot.y, leave_width(plan, header.leave), foot.h}, header.leave);
}

void widget_header(struct plan *plan, struct box band, struct header header)
{
    if (band.h > band.w) {
        put_side(plan, band, header);
        return;
    }
    struct box box = {MARGIN, 12, band.w - 2 * MARGIN, band.h - 24};
    put_band(plan, band.h);
    box.w -= put_clock(plan, box, header) + GAP;
    if (header.leave) {
        int wide = leave_width(plan, header.leave);
        put_leave(plan, (struct box){box.x + box.w - wide, 22, wide, 84}, header.leave);
        box.w -= wide + GAP;
    }
    put_symbol_and_names(plan, box, header);
}

static int centred(struct plan *plan, struct look look, struct box box, const char *text)
{
    box.h = text_height(plan->draw, plan_ink(plan, look), box.w, text);
    plan_label(plan, look, box, CENTRE, text);
    return box.h;
}

void widget_low_header(struct plan *plan, struct box band, const char *name, const char *sentence)
{
    enum { MARK = 72 };
    struct look big = {FONT_BOLD, T_BODY, C_ON_DEEP}, small = {FONT_REGULAR, T_SMALL, C_ON_DEEP2};
    struct box box = {170, band.y, band.w - 340, band.h};
    int texts = text_height(plan->draw, plan_ink(plan, big), box.w, name) +
                text_height(plan->draw, plan_ink(plan, small), box.w, sentence);
    bool roomy = band.h >= MARK + 12 + texts + 2 * GAP; /* large text needs the room of the mark */
    plan_fill(plan, band, C_DEEP);
    plan_kawung(plan, band, 30, 30);
    box.y += (band.h - texts - (roomy ? MARK + 12 : 0)) / 2;
    if (roomy) {
        plan_mark(plan, (struct box){band.w / 2 - MARK / 2, box.y, MARK, MARK}, C_ON_DEEP, C_DEEP);
        box_take_top(&box, MARK + 12);
    }
    box_take_top(&box, centred(plan, big, box, name));
    centred(plan, small, box, sentence);
}

/* Done, now and to come: on the deep ground by fill and edge alone, since there the brand is out of sight. */
static void put_step(struct plan *plan, struct box box, bool deep, int from_now)
{
    if (from_now == 0)
        plan_card(plan, box_inset(box, -6), 13, C_SIGNAL, deep ? C_SIGNAL : C_ACCENT, 4);
    else if (deep)
        plan_card(plan, box, 7, from_now < 0 ? C_ON_DEEP2 : C_DEEP, C_ON_DEEP2, 2);
    else
        plan_card(plan, box, 7, from_now < 0 ? C_BRAND : C_RULE, C_RULE, 0);
}

void widget_steps(struct plan *plan, struct box *box, bool deep, struct steps steps)
{
    struct look look = {FONT_SEMIBOLD, T_CAPTION, deep ? C_ON_DEEP2 : C_INK2};
    int height = plan_size(plan, T_CAPTION) * 14 / 10, gap = 12, each = (box->w - (steps.of - 1) * gap) / steps.of;
    box_take_top(box, deep ? GAP : 16);
    struct box bar = box_take_top(box, 36), texts = box_take_top(box, height);
    for (int i = 0; i < steps.of; i++)
        put_step(plan, (struct box){bar.x + i * (each + gap), bar.y + 6, each, 14}, deep, i + 1 - steps.at);
    plan_line_of(plan, look, box_take_left(&texts, box->w * 2 / 5), LEFT, steps.text);
    plan_line_of(plan, look, texts, RIGHT, steps.stage);
}

static int heading_height(struct plan *plan, struct ink title, struct ink hint, int width, const char *const texts[2])
{
    int height = text_height(plan->draw, title, width, texts[0]);
    return texts[1] ? height + 12 + text_height(plan->draw, hint, width, texts[1]) : height;
}

void widget_heading(struct plan *plan, struct box *box, bool deep, const char *title, const char *hint)
{
    struct ink big = plan_ink(plan, (struct look){FONT_EXTRABOLD, T_QUESTION, deep ? C_ON_DEEP : C_INK});
    struct ink small = plan_ink(plan, (struct look){FONT_REGULAR, T_BODY, deep ? C_ON_DEEP2 : C_INK2});
    const char *const texts[2] = {title, hint};
    while (small.size > PLAN_LEAST && heading_height(plan, big, small, box->w, texts) > box->h)
        big.size -= 2, small.size -= 1;
    box_take_top(box, plan_paragraph_in(plan, big, *box, title));
    if (hint) {
        box_take_top(box, 12);
        box_take_top(box, plan_paragraph_in(plan, small, *box, hint));
    }
}
