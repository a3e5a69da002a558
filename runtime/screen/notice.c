/* notice.c - something to know: a card in the page, a line under a field, a dialog over everything. */
#include "screen/widgets.h"

enum { BESIDE = 112, BEHIND = 32, LOWEST = 112 }; /* the icon's side, the other, the height of a short one */

struct tone {
    enum colour ground, text;
    const char *icon;
};

static struct tone tone_of(enum notice_style style)
{
    static const struct tone tones[] = {[NOTICE_GOOD] = {C_GOOD_SOFT, C_GOOD, "check_circle_outline"},
                                        [NOTICE_CARE] = {C_CARE, C_ON_CARE, "info_outline"},
                                        [NOTICE_BAD] = {C_BAD_SOFT, C_BAD, "error_outline"},
                                        [NOTICE_PLAIN] = {C_SURFACE, C_ACCENT, "info_outline"}};
    return tones[style];
}

static const struct look of_title = {FONT_BOLD, T_LABEL, C_INK}, of_text = {FONT_REGULAR, T_BODY, C_INK};

static int height_of(struct plan *plan, struct look look, int width, const char *text)
{
    return text_height(plan->draw, plan_ink(plan, look), width - BESIDE - BEHIND, text ? text : "");
}

int widget_notice_height(struct plan *plan, int width, const char *title, const char *text)
{
    int height = height_of(plan, of_title, width, title) + height_of(plan, of_text, width, text) + 48;
    return height < LOWEST ? LOWEST : height;
}

int widget_notice(struct plan *plan, struct box box, enum notice_style style, const char *icon, const char *title,
                  const char *text)
{
    struct tone tone = tone_of(style);
    int first = height_of(plan, of_title, box.w, title), second = height_of(plan, of_text, box.w, text);
    int ground = plan->n_items, height = widget_notice_height(plan, box.w, title, text);
    box.h = height;
    plan_card(plan, box, plan->theme->radius, tone.ground, tone.text, 2);
    plan_grow(plan, ground, height, style == NOTICE_PLAIN);
    plan_icon(plan, (struct box){box.x + 32, box.y + (height - 56) / 2, 56, 56}, tone.text, icon ? icon : tone.icon);
    box_take_left(&box, BESIDE);
    box.w -= BEHIND;
    box_take_top(&box, (height - first - second) / 2);
    if (first > 0)
        plan_say(plan, (struct look){FONT_BOLD, T_LABEL, tone.text}, &box, title);
    if (second > 0)
        plan_say(plan, of_text, &box, text);
    return height;
}

int widget_remark(struct plan *plan, struct box box, enum notice_style style, const char *text)
{
    struct tone tone = tone_of(style);
    enum colour colour = style == NOTICE_PLAIN ? C_INK2 : tone.text;
    int size = plan_size(plan, T_BODY) * 134 / 100;
    plan_icon(plan, (struct box){box.x, box.y + (size - 44) / 2, 44, 44}, colour, tone.icon);
    box_take_left(&box, 60);
    int height = plan_paragraph(plan, (struct look){FONT_SEMIBOLD, T_BODY, colour}, box.x, box.y, box.w, text);
    return height > size ? height : size;
}

static void put_ring(struct plan *plan, int y, struct dialog dialog)
{
    int x = plan_width(plan) / 2;
    if (dialog.of <= 0) {
        plan_disc(plan, x, y + 100, 90, C_SOFT);
        plan_icon(plan, (struct box){x - 56, y + 44, 112, 112}, C_ACCENT, dialog.icon);
        return;
    }
    plan_arc(plan, x, y + 141, 130, 22, 1000, C_RULE);
    plan_arc(plan, x, y + 141, 130, 22, dialog.left * 1000 / dialog.of, C_BRAND);
    plan->spoken = SPOKEN_AT_FOCUS; /* the text says it too */
    plan_digits(plan, (struct look){FONT_EXTRABOLD, T_COUNTDOWN, C_INK}, (struct box){x - 120, y + 61, 240, 160},
                CENTRE, turn_text("%d", dialog.left));
    plan->spoken = SPOKEN_NOW;
}

/* In the middle of the width, line by line. */
static int put_centred(struct plan *plan, struct look look, struct box box, const char *text)
{
    int height = text_height(plan->draw, plan_ink(plan, look), box.w, text);
    plan_label(plan, look, (struct box){box.x, box.y, box.w, height}, CENTRE, text);
    return height;
}

void widget_dialog(struct plan *plan, struct dialog dialog)
{
    struct box work = {0, 0, plan_width(plan), plan_height(plan) - BAR_HEIGHT};
    struct look title = {FONT_EXTRABOLD, T_QUESTION, C_INK}, text = {FONT_REGULAR, T_LABEL, C_INK};
    int x = 64, width = work.w - 2 * x, inner = width - 112, ring = dialog.of > 0 ? 282 : 200;
    int texts = text_height(plan->draw, plan_ink(plan, title), inner, dialog.title) + 24 +
                text_height(plan->draw, plan_ink(plan, text), inner, dialog.text);
    int height = 64 + ring + 48 + texts + 48 + 160 + (dialog.other_id ? 28 + 128 : 0) + 56;
    int y = (work.h - height) * 2 / 3;
    plan_cover(plan);
    plan_shade(plan, work);
    plan_card(plan, (struct box){x, y, width, height}, plan->theme->radius_large + 12, C_SURFACE, C_EDGE,
              plan->theme->colours[C_SURFACE] == plan->theme->colours[C_GROUND] ? 4 : 0);
    put_ring(plan, y + 64, dialog);
    y += 64 + ring + 48;
    y += put_centred(plan, title, (struct box){x + 56, y, inner, 0}, dialog.title) + 24;
    y += put_centred(plan, text, (struct box){x + 56, y, inner, 0}, dialog.text) + 48;
    widget_button(plan, (struct box){x + 56, y, inner, 160}, dialog.id,
                  (struct button){BUTTON_MAIN, .text = dialog.button});
    if (dialog.other_id)
        widget_button(plan, (struct box){x + 56, y + 188, inner, 128}, dialog.other_id,
                      (struct button){BUTTON_PLAIN, .text = dialog.other});
}
