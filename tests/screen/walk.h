/* walk.h - a laid screen as a keypad walks through it and a voice reads it: every target that can be touched is reached
 * once on the way around, never upwards or to the left, and has a name. */
#ifndef TESTS_WALK_H
#define TESTS_WALK_H

#include "screen/telling.h"
#include "screen/ui.h"

static inline bool walk_upwards(struct box a, struct box b)
{
    bool above = b.y + b.h <= a.y && b.x < a.x + a.w && a.x < b.x + b.w;
    bool left = b.x + b.w <= a.x && b.y < a.y + a.h && a.y < b.y + b.h;
    return above || left;
}

static inline void walk_order(const struct reading *reading, void (*wrong)(const char *what, const char *text))
{
    for (int i = 0; i < reading->n; i++)
        for (int j = i + 1; j < reading->n; j++)
            if (walk_upwards(reading->pieces[i].box, reading->pieces[j].box))
                wrong(turn_text("\"%s\" is read after", reading->pieces[j].text), reading->pieces[i].text);
}

static inline void walk_around(const struct plan *plan, const struct reading *reading,
                               void (*wrong)(const char *what, const char *text))
{
    int n = 0, reached = 0;
    for (int i = 0; i < plan->n_targets; i++)
        n += plan->targets[i].enabled;
    const struct piece *first = reading_next(reading, "", 1), *at = first;
    for (; at && reached <= n; reached++) {
        const struct piece *next = reading_next(reading, at->id, 1);
        if (reading_next(reading, next->id, -1) != at)
            wrong("no way back to", at->id);
        at = next;
        if (at == first)
            break;
    }
    if (at != first || reached + (first != NULL) != n)
        wrong("not every target is on the way:", turn_text("%d of %d", reached, n));
}

/* The ring around a target covers no letter beside it. */
static inline void walk_rings(const struct plan *plan, void (*wrong)(const char *what, const char *text))
{
    int from = 0;
    for (int i = 0; i < plan->n_items; i++)
        from = plan->items[i].kind == ITEM_SHADE ? i : from;
    for (int i = from; i < plan->n_items; i++)
        for (int j = 0; plan_is_text(&plan->items[i]) && j < plan->n_targets; j++) {
            struct box letters = plan_letters(plan, &plan->items[i]), box = plan->targets[j].box;
            bool outside = letters.x >= box.x + box.w || letters.x + letters.w <= box.x || letters.y >= box.y + box.h ||
                           letters.y + letters.h <= box.y;
            if (plan->targets[j].enabled && outside && box_overlaps(box_inset(box, -PLAN_RING), letters))
                wrong(turn_text("the ring of %s covers", plan->targets[j].id), plan->items[i].text);
        }
}

static inline void walk_check(const struct ui *ui, const struct plan *plan,
                              void (*wrong)(const char *what, const char *text))
{
    struct reading reading;
    reading_of(plan, &reading);
    walk_order(&reading, wrong);
    walk_around(plan, &reading, wrong);
    walk_rings(plan, wrong);
    for (int i = 0; i < reading.n; i++)
        if (reading.pieces[i].enabled && !*telling_piece(ui, &reading.pieces[i]))
            wrong("without a name:", reading.pieces[i].id);
    if (!*telling_text(ui, plan))
        wrong("nothing to be read on", plan->kind);
}

#endif
