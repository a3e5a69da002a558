/* notice.c - something to know: a card in the page, a line under a field, a dialog over everything. */
#include "widget/widgets.h"

enum { TALL_OUT = 64, WIDE_OUT = 240, MAIN_HEIGHT = 160, OTHER_HEIGHT = 128 }; /* of a dialog */
enum { CALM_DISC = 168, CALM_SMALL = 104 };
enum { BESIDE = 112, BEHIND = 32, LOWEST = 112 }; /* the icon's side, the other, the height of a short one */

struct tone widget_tone(enum notice_style style)
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
    struct tone tone = widget_tone(style);
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
    struct tone tone = widget_tone(style);
    enum colour colour = style == NOTICE_PLAIN ? C_INK2 : tone.text;
    int size = plan_size(plan, T_BODY) * 134 / 100;
    plan_icon(plan, (struct box){box.x, box.y + (size - 44) / 2, 44, 44}, colour, tone.icon);
    box_take_left(&box, 60);
    int height = plan_paragraph(plan, (struct look){FONT_SEMIBOLD, T_BODY, colour}, box.x, box.y, box.w, text);
    return height > size ? height : size;
}

/* How much is left, or an icon, in the middle of the box. */
static void put_ring(struct plan *plan, struct box box, struct dialog dialog)
{
    int x = box.x + box.w / 2, y = box.y + box.h / 2;
    if (dialog.of <= 0) {
        plan_disc(plan, x, y, 90, C_SOFT);
        plan_icon(plan, (struct box){x - 56, y - 56, 112, 112}, C_ACCENT, dialog.icon);
        return;
    }
    plan_arc(plan, x, y, 130, 22, 1000, C_RULE);
    plan_arc(plan, x, y, 130, 22, dialog.left * 1000 / dialog.of, C_BRAND);
    plan->spoken = SPOKEN_AT_FOCUS; /* the text says it too */
    plan_digits(plan, (struct look){FONT_EXTRABOLD, T_COUNTDOWN, C_INK}, (struct box){x - 120, y - 80, 240, 160},
                CENTRE, turn_text("%d", dialog.left));
    plan->spoken = SPOKEN_NOW;
}

static const struct look of_question = {FONT_EXTRABOLD, T_QUESTION, C_INK}, of_words = {FONT_REGULAR, T_LABEL, C_INK};

/* In the middle of the width, line by line, at the top of the box. */
static void put_centred(struct plan *plan, struct look look, struct box *box, const char *text)
{
    int height = text_height(plan->draw, plan_ink(plan, look), box->w, text);
    plan_label(plan, look, box_take_top(box, height), CENTRE, text);
}

static int words_height(struct plan *plan, int width, struct dialog dialog)
{
    return text_height(plan->draw, plan_ink(plan, of_question), width, dialog.title) + GAP +
           text_height(plan->draw, plan_ink(plan, of_words), width, dialog.text) + 48 + MAIN_HEIGHT +
           (dialog.other_id ? 28 + OTHER_HEIGHT : 0);
}

static void put_words(struct plan *plan, struct box box, struct dialog dialog)
{
    put_centred(plan, of_question, &box, dialog.title);
    box_take_top(&box, GAP);
    put_centred(plan, of_words, &box, dialog.text);
    box_take_top(&box, 48);
    widget_button(plan, box_take_top(&box, MAIN_HEIGHT), dialog.id,
                  (struct button){BUTTON_MAIN, .text = dialog.button});
    box_take_top(&box, 28);
    if (dialog.other_id)
        widget_button(plan, box_take_top(&box, OTHER_HEIGHT), dialog.other_id,
                      (struct button){BUTTON_PLAIN, .text = dialog.other});
}

static void put_sheet(struct plan *plan, struct box box)
{
    bool contrast = plan->theme->colours[C_SURFACE] == plan->theme->colours[C_GROUND];
    plan_card(plan, box, plan->theme->radius_large + 12, C_SURFACE, C_EDGE, contrast ? 4 : 0);
}

/* The ring above the words, or in landscape beside them. */
void widget_dialog(struct plan *plan, struct dialog dialog)
{
    struct box work = {0, 0, plan_width(plan), plan_height(plan) - BAR_HEIGHT};
    bool wide = work.w > work.h;
    int ring = dialog.of > 0 ? 282 : 200, beside = wide ? ring + 64 : 0, out = wide ? WIDE_OUT : TALL_OUT;
    struct box box = {out, 0, work.w - 2 * out, 0};
    int words = words_height(plan, box.w - 112 - beside, dialog);
    box.h = 64 + (wide ? 0 : ring + 48) + words + 56;
    box.y = (work.h - box.h) * (wide ? 3 : 4) / 6;
    plan_cover(plan);
    plan_shade(plan, work);
    put_sheet(plan, box);
    box = (struct box){box.x + 56, box.y + 64, box.w - 112, box.h - 120};
    struct box round = wide ? box_take_left(&box, ring) : box_take_top(&box, ring);
    put_ring(plan, round, dialog);
    if (wide)
        box_take_left(&box, beside - ring);
    else
        box_take_top(&box, 48);
    put_words(plan, box, dialog);
}

/* A little above the middle; the picture is smaller where the texts need the room. */
void widget_calm(struct plan *plan, struct box room, const char *icon, const char *title, const char *text)
{
    struct look big = {FONT_EXTRABOLD, T_QUESTION, C_INK}, small = {FONT_REGULAR, T_LABEL, C_INK2};
    struct box box = box_inset(room, GAP);
    int texts = text_height(plan->draw, plan_ink(plan, big), box.w, title) +
                text_height(plan->draw, plan_ink(plan, small), box.w, text) + GAP;
    int radius = box.h < CALM_DISC * 7 / 3 + texts ? CALM_SMALL : CALM_DISC, below = radius / 3;
    int left = box.h - 2 * radius - below - texts;
    box_take_top(&box, left > 0 ? left * 45 / 100 : 0);
    int x = box.x + box.w / 2, y = box_take_top(&box, 2 * radius + below).y + radius, side = radius * 86 / 100;
    plan_disc(plan, x, y, radius, C_SOFT);
    plan_disc(plan, x, y, radius * 74 / 100, C_SURFACE);
    plan_icon(plan, (struct box){x - side / 2, y - side / 2, side, side}, C_ACCENT, icon);
    put_centred(plan, big, &box, title);
    box_take_top(&box, GAP);
    if (*text)
        put_centred(plan, small, &box, text);
    plan_left(plan, box);
}
