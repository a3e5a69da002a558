/* flaws.c - see flaws.h. Everything below a dialog's shade is out of sight, and not looked at. */
#include "glass/flaws.h"

#include "draw/contrast.h"

#include <string.h>

struct flaws {
    const struct plan *plan;
    struct box letters[PLAN_ITEMS]; /* where those of each text lie; measured once */
    void (*found)(void *mine, const char *what, const char *text);
    void *mine;
};

static void wrong(const struct flaws *flaws, const char *what, const char *text)
{
    flaws->found(flaws->mine, what, text);
}

static bool inside(struct box a, struct box b)
{
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

static void check_text_fits(const struct flaws *flaws, int at)
{
    const struct plan *plan = flaws->plan;
    const struct item *item = &plan->items[at];
    struct box l = flaws->letters[at], page = {0, 0, plan->draw->width, plan->draw->height};
    if (l.w > item->box.w + 2)
        wrong(flaws, "wider than its box:", item->text);
    if (item->kind == ITEM_PARAGRAPH && !item->foreign &&
        text_height(plan->draw, item->ink, item->box.w, item->text) > item->box.h + 2)
        wrong(flaws, "higher than its box:", item->text);
    if (!inside(l, page))
        wrong(flaws, "outside the page:", item->text);
    if (item->ink.size < 26)
        wrong(flaws, "too small:", item->text);
    if (strchr(item->text, '['))
        wrong(flaws, "a word is missing:", item->text);
}

static bool is_ground(const struct item *item)
{
    return item->kind == ITEM_FILL || item->kind == ITEM_CARD || item->kind == ITEM_DISC || item->kind == ITEM_MARK;
}

/* What lies below a box when only the items before `at` are there. */
static uint32_t ground_of(const struct plan *plan, int at, struct box box)
{
    while (--at >= 0)
        if (is_ground(&plan->items[at]) && inside(box, plan->items[at].box))
            return plan->items[at].colour;
    return plan->theme->colours[C_GROUND];
}

/* In tenths, as one says it: "6.8:1". */
static char *ratio(uint32_t a, uint32_t b)
{
    int tenths = (int)(contrast_of(a, b) * 10);
    return turn_text("%d.%d:1 (#%06X on #%06X)", tenths / 10, tenths % 10, a, b);
}

/* While a finger is on it, it is darker than its ground otherwise is: for that moment less is enough. */
static double least_of(const struct plan *plan, struct box box)
{
    for (int i = 0; i < plan->n_pressed; i++) {
        const struct target *target = plan_named(plan, plan->pressed[i]);
        if (target && inside(box, target->box))
            return CONTRAST_HELD;
    }
    return CONTRAST_TEXT;
}

static void check_text_seen(const struct flaws *flaws, int at)
{
    const struct item *item = &flaws->plan->items[at];
    struct box letters = flaws->letters[at];
    uint32_t ground = ground_of(flaws->plan, at, letters);
    if (contrast_of(item->ink.colour, ground) < least_of(flaws->plan, letters))
        wrong(flaws, turn_text("contrast is only %s:", ratio(item->ink.colour, ground)), item->text);
}

static void check_icon_seen(const struct flaws *flaws, int at)
{
    const struct item *item = &flaws->plan->items[at];
    uint32_t ground = ground_of(flaws->plan, at, item->box);
    if (contrast_of(item->colour, ground) < CONTRAST_EDGE)
        wrong(flaws, turn_text("contrast of an icon is only %s:", ratio(item->colour, ground)), item->text);
}

/* A target is seen by its ground or its edge; one without either by what is written there, which is checked anyway. */
static void check_target_seen(const struct flaws *flaws, const struct target *target)
{
    const struct plan *plan = flaws->plan;
    uint32_t best = 0, around = 0;
    bool has_face = false, seen = false;
    for (int i = 0; i < plan->n_items && !seen; i++) {
        const struct item *item = &plan->items[i];
        if (item->kind != ITEM_CARD || !inside(item->box, target->box) || item->box.w * 2 < target->box.w)
            continue;
        around = has_face ? around : ground_of(plan, i, item->box);
        if (item->colour == around && item->thickness == 0)
            continue;
        best = item->thickness > 0 ? item->edge : item->colour;
        has_face = true;
        seen = contrast_of(item->colour, around) >= CONTRAST_EDGE || contrast_of(best, around) >= CONTRAST_EDGE;
    }
    if (has_face && !seen)
        wrong(flaws, turn_text("contrast of an edge is only %s:", ratio(best, around)), target->id);
}

/* A text begins on a card: there it also ends. */
static void check_text_on_card(const struct flaws *flaws, int at)
{
    const struct plan *plan = flaws->plan;
    struct box l = flaws->letters[at];
    for (int i = at - 1; i >= 0; i--) {
        const struct item *under = &plan->items[i];
        if (under->kind != ITEM_CARD || !box_has(under->box, l.x, l.y))
            continue;
        if (!inside(l, box_inset(under->box, -2)))
            wrong(flaws, "leaves its card:", plan->items[at].text);
        return;
    }
}

/* Later items may not lie on an earlier text, unless everything there lies under a dialog's shade. */
static void check_text_free(const struct flaws *flaws, int at)
{
    const struct plan *plan = flaws->plan;
    struct box l = flaws->letters[at];
    for (int i = at + 1; i < plan->n_items; i++) {
        const struct item *over = &plan->items[i];
        if (over->kind == ITEM_SHADE)
            return;
        if (plan_is_text(over) && box_overlaps(l, flaws->letters[i]))
            wrong(flaws, turn_text("\"%s\" lies on", over->text), plan->items[at].text);
        bool ground =
            over->kind == ITEM_CARD || over->kind == ITEM_FILL || over->kind == ITEM_ICON || over->kind == ITEM_QR;
        if (ground && box_overlaps(l, over->box))
            wrong(flaws, "something covers", plan->items[at].text);
    }
    for (int i = 0; i < plan->n_targets; i++)
        if (box_overlaps(l, plan->targets[i].box) && !inside(l, plan->targets[i].box))
            wrong(flaws, turn_text("crosses the edge of %s:", plan->targets[i].id), plan->items[at].text);
}

/* Only there for the probe to read: nobody touches it. */
static bool told(const char *id)
{
    return strncmp(id, "unseen:", 7) == 0 || strncmp(id, "bill:", 5) == 0 || strncmp(id, "ticket:", 7) == 0 ||
           strncmp(id, "case:", 5) == 0 || strncmp(id, "mistake:", 8) == 0;
}

static void check_targets(const struct flaws *flaws)
{
    const struct plan *plan = flaws->plan;
    struct box page = {0, 0, plan->draw->width, plan->draw->height};
    for (int i = 0; i < plan->n_targets; i++) {
        const struct target *t = &plan->targets[i];
        if (told(t->id))
            continue;
        if (t->box.w < plan->theme->target || t->box.h < plan->theme->target)
            wrong(flaws, "target too small:", t->id);
        if (!inside(t->box, page))
            wrong(flaws, "target outside the page:", t->id);
        if (t->enabled)
            check_target_seen(flaws, t);
        for (int j = i + 1; j < plan->n_targets; j++) {
            bool same = inside(plan->targets[j].box, t->box) && strcmp(plan->targets[j].id, "clear") == 0;
            if (box_overlaps(t->box, plan->targets[j].box) && !same)
                wrong(flaws, turn_text("%s overlaps target", plan->targets[j].id), t->id);
        }
    }
}

void flaws_find(const struct plan *plan, void (*found)(void *mine, const char *what, const char *text), void *mine)
{
    struct flaws flaws = {.plan = plan, .found = found, .mine = mine};
    int from = 0;
    for (int i = 0; i < plan->n_items; i++)
        from = plan->items[i].kind == ITEM_SHADE ? i : from;
    for (int i = from; i < plan->n_items; i++)
        if (plan_is_text(&plan->items[i]))
            flaws.letters[i] = plan_letters(plan, &plan->items[i]);
    for (int i = from; i < plan->n_items; i++)
        if (plan_is_text(&plan->items[i])) {
            check_text_fits(&flaws, i);
            check_text_on_card(&flaws, i);
            check_text_free(&flaws, i);
            check_text_seen(&flaws, i);
        } else if (plan->items[i].kind == ITEM_ICON)
            check_icon_seen(&flaws, i);
    check_targets(&flaws);
}

void flaws_find_small(const struct plan *plan, double mm, double from, double below,
                      void (*found)(void *mine, const char *what, const char *text), void *mine)
{
    for (int i = 0; i < plan->n_targets; i++) {
        const struct target *t = &plan->targets[i];
        double least = mm * (t->box.w < t->box.h ? t->box.w : t->box.h);
        if (!told(t->id) && t->enabled && least >= from && least < below)
            found(mine, turn_text("only %.1f mm of %.1f:", least, below), t->id);
    }
}
