/* button.c - buttons, the band of them, tabs and the pager. */
#include "widget/widgets.h"

#include <string.h>

struct skin {
    enum colour fill, edge, text;
};

static struct skin skin_of(struct button button)
{
    static const struct skin skins[] = {[BUTTON_MAIN] = {C_BRAND, C_BRAND, C_ON_BRAND},
                                        [BUTTON_PLAIN] = {C_SURFACE, C_ACCENT, C_ACCENT},
                                        [BUTTON_SIGNAL] = {C_SIGNAL, C_ON_CARE, C_ON_SIGNAL},
                                        [BUTTON_SOFT] = {C_SOFT, C_EDGE, C_ACCENT}};
    static const struct skin off = {C_OFF, C_RULE, C_ON_OFF};
    return button.disabled ? off : skins[button.style];
}

static bool holds(struct plan *plan, struct look look, struct box box, int width, const char *text)
{
    struct ink ink = plan_ink(plan, look);
    return text_widest(plan->draw, ink, width, text) <= width && text_height(plan->draw, ink, width, text) <= box.h - 8;
}

/* Icon, text and icon as one group in the middle of the box. A text that does not fit takes the room of the icons, and
 * half of the margin, before it gets smaller. */
static void put_group(struct plan *plan, struct box box, struct button button, enum colour colour)
{
    struct look look = {FONT_BOLD, button.style == BUTTON_SOFT ? T_LABEL : T_BUTTON, colour};
    int icon = plan_size(plan, look.type) + 6, gap = 20;
    int icons = (button.icon ? icon + gap : 0) + (button.after ? icon + gap : 0);
    int room = box.w - 48 - icons, wide = text_width(plan->draw, plan_ink(plan, look), button.text);
    bool wraps = *button.text && wide > room;
    if (wraps && !holds(plan, look, box, room, button.text)) {
        button.icon = button.after = NULL;
        icons = 0;
        room = box.w - 24;
    }
    if (wraps)
        wide = holds(plan, look, box, room, button.text)
                   ? text_widest(plan->draw, plan_ink(plan, look), room, button.text)
                   : room;
    int x = box.x + (box.w - wide - icons) / 2, middle = box.y + (box.h - icon) / 2;
    if (button.icon) {
        plan_icon(plan, (struct box){x, middle, icon, icon}, colour, button.icon);
        x += icon + gap;
    }
    plan_label(plan, look, (struct box){x, box.y + 4, wide + 2, box.h - 8}, CENTRE, button.text);
    if (button.after)
        plan_icon(plan, (struct box){x + wide + gap, middle, icon, icon}, colour, button.after);
}

/* Icon, then a text with a smaller one below it. */
static void put_two_lines(struct plan *plan, struct box box, struct button button, enum colour colour)
{
    int icon = 64, x = box.x + 28, big = plan_size(plan, T_BUTTON), small = plan_size(plan, T_SMALL);
    int whole = big * 13 / 10 + small * 13 / 10, y = box.y + (box.h - whole) / 2;
    if (button.icon) {
        plan_icon(plan, (struct box){x, box.y + (box.h - icon) / 2, icon, icon}, colour, button.icon);
        x += icon + 24;
    }
    int width = box.x + box.w - x - 24;
    plan_line_of(plan, (struct look){FONT_BOLD, T_BUTTON, colour}, (struct box){x, y, width, big * 13 / 10}, LEFT,
                 button.text);
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, colour},
                 (struct box){x, y + big * 13 / 10, width, small * 13 / 10}, LEFT, button.line);
}

void widget_button(struct plan *plan, struct box box, const char *id, struct button button)
{
    bool pressed = plan_target(plan, box, !button.disabled, id);
    struct skin skin = skin_of(button);
    plan_card(plan, box, plan->theme->radius, skin.fill, skin.edge, plan->theme->edge);
    if (pressed)
        box = plan_press(plan, box);
    if (button.line)
        put_two_lines(plan, box, button, skin.text);
    else
        put_group(plan, box, button, skin.text);
}

static struct box next_place(struct box *row, int width)
{
    struct box place = box_take_left(row, width);
    box_take_left(row, GAP);
    return place;
}

void widget_nav(struct plan *plan, struct box band, struct nav nav)
{
    enum { SECOND = 320, SECOND_OF_THREE = 276 };
    if (!nav.id && !nav.back_id)
        return;
    plan_fill(plan, band, C_SURFACE);
    plan_fill(plan, (struct box){band.x, band.y, band.w, 2}, C_RULE);
    struct box row = {band.x + MARGIN, band.y + GAP, band.w - 2 * MARGIN, band.h - 2 * GAP};
    int second = nav.leave && nav.id ? SECOND_OF_THREE : SECOND, first = nav.id ? second : row.w;
    if (nav.leave && !nav.id)
        first -= second + GAP;
    if (nav.back_id)
        widget_button(plan, next_place(&row, first), nav.back_id,
                      (struct button){BUTTON_PLAIN, .text = nav.back, .icon = nav.back_icon});
    if (nav.leave)
        widget_button(plan, next_place(&row, second), "leave",
                      (struct button){BUTTON_PLAIN, .text = nav.leave, .icon = "logout"});
    if (nav.id)
        widget_button(plan, row, nav.id,
                      (struct button){BUTTON_MAIN,
                                      .text = nav.line ? turn_text("%s  ·  %s", nav.text, nav.line) : nav.text,
                                      .after = nav.line ? NULL : nav.icon, .disabled = nav.disabled});
}

static void put_tab(struct plan *plan, struct box box, const char *id, const char *text, bool chosen)
{
    bool pressed = plan_target(plan, box, true, id);
    plan_state(plan, chosen ? STATE_CHOSEN : STATE_NONE);
    enum colour colour = chosen ? C_ON_BRAND : C_INK;
    if (chosen)
        plan_card(plan, box, plan->theme->radius - 6, C_BRAND, C_BRAND, 0);
    else if (pressed)
        plan_card(plan, box, plan->theme->radius - 6, C_SURFACE, C_SURFACE, 0);
    if (pressed)
        box = plan_press(plan, box);
    static const enum type types[THEME_SIZES] = {T_LABEL, T_BODY, T_SMALL};
    struct look look = {chosen ? FONT_BOLD : FONT_SEMIBOLD, types[plan->column], colour};
    int wide = text_width(plan->draw, plan_ink(plan, look), text), mark = chosen ? 64 : 0;
    if (wide > box.w - 48 - mark)
        wide = box.w - 48 - mark;
    int x = box.x + (box.w - wide - mark) / 2;
    if (chosen)
        plan_icon(plan, (struct box){x, box.y + (box.h - 48) / 2, 48, 48}, colour, "check");
    plan_line_of(plan, look, (struct box){x + mark, box.y, wide + 2, box.h}, LEFT, text);
}

void widget_tabs(struct plan *plan, struct box box, const char *const ids[2], const char *const texts[2], int chosen)
{
    plan_card(plan, box, plan->theme->radius, C_SURFACE, C_EDGE, plan->theme->edge);
    struct box half = box_inset(box, 9);
    half.w /= 2;
    for (int i = 0; i < 2; i++, half.x += half.w)
        put_tab(plan, half, ids[i], texts[i], i == chosen);
}

void widget_pager(struct plan *plan, struct box box, int page, int pages, const char *text)
{
    if (pages < 2)
        return;
    int wide = box.w < 600 ? 112 : 200;
    struct box back = {box.x, box.y, wide, box.h}, next = {box.x + box.w - wide, box.y, wide, box.h};
    widget_button(plan, back, "page:back",
                  (struct button){BUTTON_PLAIN, .text = "", .icon = "arrow_back", .disabled = page == 0});
    widget_button(plan, next, "page:next",
                  (struct button){BUTTON_PLAIN, .text = "", .icon = "arrow_forward", .disabled = page + 1 >= pages});
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_BODY, C_INK},
                 (struct box){back.x + wide + PLAN_RING, box.y, box.w - 2 * (wide + PLAN_RING), box.h}, CENTRE, text);
}
