/* call.c - the left of the wall: the call as large as it goes, below it the last four. See wall.h.
 *
 * Nobody called yet is a calm page of its own; it shows which rooms there are, so the wall is of use before the first
 * call. */
#define _GNU_SOURCE
#include "wall/wall.h"

#include <string.h>

enum { LEFT_SIDE = 64, RIGHT_SIDE = 1196, WIDE = 1260, CALL_HIGH = 622, LINE_TOP = 996, DIGITS_WIDE = 232 };

static const struct box panel = {926, 196, 270, 252};

/* The upper part: ground, pattern, and what it is about. */

static void lay_ground(struct plan *plan, enum colour ground)
{
    plan_fill(plan, (struct box){0, 0, WIDE, CALL_HIGH}, ground);
    if (plan->theme->pattern == 0)
        return;
    plan_kawung(plan, (struct box){0, 0, WIDE, CALL_HIGH}, 24, 0); /* it lies below words: fainter than on a band */
    plan_recolour(plan, plan->theme->colours[C_ON_SIGNAL]);
}

static void lay_heading(const struct wall *wall, struct plan *plan, const char *text, int right)
{
    struct box icon = {LEFT_SIDE, 53, 66, 66}, line = {LEFT_SIDE + 90, 50, right - LEFT_SIDE - 90, 72};
    plan_icon(plan, icon, C_ON_SIGNAL, wall->speaking ? "volume_up" : "campaign");
    sign_line(plan, (struct sign){FONT_BOLD, STEP_TITLE, C_ON_SIGNAL}, line, LEFT, text);
    if (wall->speaking)
        plan_target(plan, icon, true, "speaking");
}

/* A word on what kind of call this is, at the right; the result is where it begins. */
static int lay_mark(struct plan *plan, enum colour ground, enum colour ink, const char *icon, const char *text)
{
    struct sign look = {FONT_BOLD, STEP_LABEL, ink};
    int wide = sign_width(plan, look, text) + 112;
    struct box box = {RIGHT_SIDE - wide, 50, wide, 72};
    plan_card(plan, box, 36, ground, ground, 0);
    plan_icon(plan, (struct box){box.x + 24, box.y + 14, 44, 44}, ink, icon);
    sign_line(plan, look, (struct box){box.x + 80, box.y, wide - 110, 72}, LEFT, text);
    return box.x - 24;
}

static void lay_arrow(struct plan *plan, int moved)
{
    int x = 842 + moved, end = x + 56, y = panel.y + panel.h / 2;
    plan_line(plan, x, y, end, y, 14, C_ON_SIGNAL);
    plan_line(plan, end, y, end - 26, y - 26, 14, C_ON_SIGNAL);
    plan_line(plan, end, y, end - 26, y + 26, 14, C_ON_SIGNAL);
}

static void lay_counter(const struct wall *wall, struct plan *plan, const char *counter)
{
    struct box word = {panel.x + 15, panel.y + 18, panel.w - 30, 62},
               name = {panel.x + 15, panel.y + 84, panel.w - 30, 140};
    plan_card(plan, panel, 36, C_BAR, C_BAR, 0);
    sign_line(plan, (struct sign){FONT_SEMIBOLD, STEP_NAME, C_ON_BAR}, word, CENTRE, wall_word(wall, "counter"));
    sign_line(plan, (struct sign){FONT_EXTRABOLD, STEP_COUNTER, wall_is_old(wall) ? C_ON_BAR : C_SIGNAL}, name, CENTRE,
              counter);
}

/* "Kependudukan · Ruang A, lantai 1", on two lines when it is long. */
static void lay_place(struct plan *plan, const char *name, const char *place)
{
    const char *text = *name && *place ? turn_text("%s · %s", name, place) : *name ? name : place;
    struct sign look = {FONT_SEMIBOLD, STEP_LINE, C_ON_SIGNAL};
    struct box box = {LEFT_SIDE, 496, RIGHT_SIDE - LEFT_SIDE, 112};
    if (sign_width(plan, look, text) <= box.w)
        sign_line(plan, look, (struct box){box.x, 518, box.w, 70}, LEFT, text);
    else
        sign_paragraph(plan, (struct sign){FONT_SEMIBOLD, STEP_LABEL, C_ON_SIGNAL}, box, text);
}

static void lay_call(const struct wall *wall, struct plan *plan, const json_t *call)
{
    bool old = wall_is_old(wall);
    lay_ground(plan, old ? C_OFF : C_SIGNAL);
    int right = RIGHT_SIDE;
    if (old)
        right = lay_mark(plan, C_BAD, C_SURFACE, "sync_problem", wall_word(wall, "old.mark"));
    else if (json_truth(call, "recall"))
        right = lay_mark(plan, C_BAR, C_SIGNAL, "replay", wall_word(wall, "recall"));
    lay_heading(wall, plan, wall_word(wall, old ? "old.over" : "go"), right);
    sign_digits(plan, (struct sign){FONT_EXTRABOLD, STEP_CALL, C_ON_SIGNAL}, (struct box){LEFT_SIDE - 4, 172, 768, 300},
                LEFT, wall_text(call, "number"));
    lay_arrow(plan, wall_arrow(wall, clock_ms()));
    lay_counter(wall, plan, wall_text(call, "counter"));
    lay_place(plan, wall_text(call, "name"), wall_text(call, "place"));
}

static void lay_calm(const struct wall *wall, struct plan *plan)
{
    const char *kind = wall->state ? "none" : "away";
    int right = RIGHT_SIDE;
    lay_ground(plan, C_SOFT);
    if (wall_is_old(wall))
        right = lay_mark(plan, C_BAD, C_SURFACE, "sync_problem", wall_word(wall, "old.mark"));
    lay_heading(wall, plan, wall_word(wall, turn_text("%s.over", kind)), right);
    sign_line(plan, (struct sign){FONT_EXTRABOLD, STEP_CALM, C_ON_SIGNAL}, (struct box){LEFT_SIDE - 2, 210, 1132, 150},
              LEFT, wall_word(wall, turn_text("%s.title", kind)));
    sign_paragraph(plan, (struct sign){FONT_SEMIBOLD, STEP_LINE, C_INK2}, (struct box){LEFT_SIDE, 392, 1060, 180},
                   wall_word(wall, turn_text("%s.text", kind)));
}

/* The lower part: two columns of cells, each below a thin line. */

static struct box cell(int i, int high)
{
    int wide = 538, gap = 56;
    return (struct box){LEFT_SIDE + i % 2 * (wide + gap), 705 + i / 2 * high, wide, high};
}

static void lay_label(struct plan *plan, const char *text)
{
    struct box box = {LEFT_SIDE, 646, RIGHT_SIDE - LEFT_SIDE, 56};
    sign_line(plan, (struct sign){FONT_SEMIBOLD, STEP_LABEL, C_INK2}, box, LEFT, text);
}

static struct box counter_box(const struct plan *plan, struct box box, const char *digits)
{
    int wide = text_digits_width(plan->draw, (struct ink){FONT_EXTRABOLD, STEP_NUMBER, 0, false}, digits);
    int x = box.x + 108 + (wide < DIGITS_WIDE ? wide : DIGITS_WIDE) + 14;
    return (struct box){x, box.y + 21, box.x + box.w - x, 92};
}

/* "Loket B2", or the counter's name alone where that would become too small. */
static void lay_counter_of(const struct wall *wall, struct plan *plan, struct box box, const json_t *call)
{
    struct sign low = {FONT_SEMIBOLD, STEP_LABEL, C_INK};
    const char *text = turn_text("%s %s", wall_word(wall, "counter"), wall_text(call, "counter"));
    if (sign_width(plan, low, text) > box.w)
        text = wall_text(call, "counter");
    sign_line(plan, (struct sign){FONT_SEMIBOLD, STEP_NAME, C_INK}, box, RIGHT, text);
}

/* "KD123" is KD in the colour of D, and 123. */
static void lay_recent(const struct wall *wall, struct plan *plan, struct box box, const json_t *call)
{
    const char *number = wall_text(call, "number"), *digits = number + strcspn(number, "0123456789");
    struct box badge = {box.x, box.y + 21, 92, 92}, cells = {box.x + 108, badge.y, DIGITS_WIDE, 92};
    sign_badge(plan, badge, *wall_text(call, "letter"), turn_text("%.*s", (int)(digits - number), number), false);
    sign_digits(plan, (struct sign){FONT_EXTRABOLD, STEP_NUMBER, C_INK}, cells, LEFT, digits);
    lay_counter_of(wall, plan, counter_box(plan, box, digits), call);
}

static void lay_recents(const struct wall *wall, struct plan *plan, const json_t *recent)
{
    lay_label(plan, wall_word(wall, "recent"));
    for (int i = 0; i < WALL_RECENT && i < (int)json_array_size(recent); i++) {
        struct box box = cell(i, 132);
        plan_fill(plan, (struct box){box.x, box.y, box.w, 3}, C_RULE);
        lay_recent(wall, plan, box, json_array_get(recent, (size_t)i));
    }
}

/* Name above place, or beside it where rows are low. */
static void lay_names(struct plan *plan, struct box box, const json_t *queue)
{
    bool two = box.h > 60, large = box.h > 90;
    struct sign name = {FONT_BOLD, large ? STEP_LABEL : STEP_SMALL, C_INK};
    struct sign place = {FONT_REGULAR, large ? STEP_SMALL : STEP_LEAST, C_INK2};
    int high = two ? box.h * 46 / 100 : box.h, wide = two ? box.w : box.w * 54 / 100,
        top = two ? box.y + box.h / 12 : box.y;
    struct box first = {box.x, top, wide, high}, second = {box.x + wide, top, box.w - wide, high};
    if (two)
        second = (struct box){box.x, top + high, box.w, box.h * 38 / 100};
    sign_line(plan, name, first, LEFT, wall_text(queue, "name"));
    sign_line(plan, place, second, two ? LEFT : RIGHT, wall_text(queue, "place"));
}

static void lay_queue(const struct wall *wall, struct plan *plan, struct box box, char letter)
{
    int side = box.h - (box.h > 90 ? 28 : 15), x = box.x + side + 20;
    struct box badge = {box.x, box.y + (box.h - side) / 2 + 2, side, side};
    sign_badge(plan, badge, letter, (char[]){letter, 0}, false);
    lay_names(plan, (struct box){x, box.y + 2, box.x + box.w - x, box.h}, wall_queue(wall, letter));
}

static void lay_queues(const struct wall *wall, struct plan *plan)
{
    char letters[WALL_QUEUES];
    int n = wall_letters(wall, letters), rows = n > 6 ? (n + 1) / 2 : 3, high = 287 / rows;
    if (n == 0)
        return;
    lay_label(plan, wall_word(wall, "none.queues"));
    for (int i = 0; i < n; i++) {
        struct box box = cell(i, high);
        plan_fill(plan, (struct box){box.x, box.y, box.w, 3}, C_RULE);
        lay_queue(wall, plan, box, letters[i]);
    }
}

void call_lay(const struct wall *wall, struct plan *plan)
{
    const json_t *call = json_object_get(wall->state, "current"), *recent = json_object_get(wall->state, "recent");
    plan_fill(plan, (struct box){0, CALL_HIGH, WIDE, LINE_TOP - CALL_HIGH}, C_SURFACE);
    if (json_is_object(call))
        lay_call(wall, plan, call);
    else
        lay_calm(wall, plan);
    if (json_array_size(recent) > 0)
        lay_recents(wall, plan, recent);
    else
        lay_queues(wall, plan);
}
