/* touch.c - see touch.h. */
#include "screen/touch.h"

#include <string.h>

static struct finger *find(struct touch *touch, SDL_FingerID id)
{
    for (size_t i = 0; i < COUNT(touch->fingers); i++)
        if (*touch->fingers[i].target && touch->fingers[i].id == id)
            return &touch->fingers[i];
    return NULL;
}

static bool owned(const struct touch *touch, const char *target)
{
    for (size_t i = 0; i < COUNT(touch->fingers); i++)
        if (strcmp(touch->fingers[i].target, target) == 0)
            return true;
    return false;
}

const char *touch_down(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y)
{
    const struct target *target = plan_find(plan, x, y);
    if (!target || owned(touch, target->id) || find(touch, id))
        return "";
    for (size_t i = 0; i < COUNT(touch->fingers); i++)
        if (!*touch->fingers[i].target) {
            touch->fingers[i] = (struct finger){.id = id, .inside = true};
            strcpy(touch->fingers[i].target, target->id);
            return target->id;
        }
    return "";
}

static bool is_inside(const struct plan *plan, const struct finger *finger, int x, int y)
{
    const struct target *target = plan_named(plan, finger->target);
    return target && target->enabled && box_has(target->box, x, y);
}

bool touch_move(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y)
{
    struct finger *finger = find(touch, id);
    if (!finger || finger->inside == is_inside(plan, finger, x, y))
        return false;
    finger->inside = !finger->inside;
    return true;
}

bool touch_up(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y, char *target)
{
    struct finger *finger = find(touch, id);
    if (!finger)
        return false;
    bool tapped = is_inside(plan, finger, x, y);
    strcpy(target, finger->target);
    *finger = (struct finger){0};
    return tapped;
}

void touch_forget(struct touch *touch)
{
    *touch = (struct touch){0};
}

void touch_mark(const struct touch *touch, struct plan *plan)
{
    for (size_t i = 0; i < COUNT(touch->fingers) && plan->n_pressed < PLAN_PRESSED; i++)
        if (*touch->fingers[i].target && touch->fingers[i].inside)
            plan->pressed[plan->n_pressed++] = touch->fingers[i].target;
}
