/* touch.c - see touch.h. */
#include "glass/touch.h"

#include <stdlib.h>
#include <string.h>

static struct finger *find(struct touch *touch, SDL_FingerID id)
{
    for (int i = 0; i < touch->n; i++)
        if (touch->fingers[i].id == id)
            return &touch->fingers[i];
    return NULL;
}

static void lift(struct touch *touch, struct finger *finger)
{
    struct finger *last = &touch->fingers[--touch->n];
    memmove(finger, finger + 1, (size_t)(last - finger) * sizeof *finger);
    *last = (struct finger){0};
}

/* They came in this order, so the first is always the one that has been there longest. */
static void lift_stuck(struct touch *touch, int64_t now)
{
    while (touch->n > 0 && now - touch->fingers[0].came >= TOUCH_STUCK_MS)
        lift(touch, &touch->fingers[0]);
}

static bool owned(const struct touch *touch, const char *target)
{
    for (int i = 0; i < touch->n; i++)
        if (strcmp(touch->fingers[i].target, target) == 0)
            return true;
    return false;
}

/* What begins as the echo of a tap is meant for what was there: another screen, or on the same one another target. The
 * letter on a key may change under a finger that types. */
static bool is_echo(const struct tap *last, const struct target *target, int x, int y, int64_t now)
{
    bool again = last->at > 0 && now - last->at < TOUCH_ECHO_MS && abs(x - last->x) <= TOUCH_ECHO_NEAR &&
                 abs(y - last->y) <= TOUCH_ECHO_NEAR;
    return again && (last->gone || (!target->key && strcmp(target->id, last->target) != 0));
}

/* The time of the palm goes with its fingers: whoever lets go of all sets it again. */
static void let_go(struct touch *touch)
{
    struct tap last = touch->last;
    last.gone = true;
    *last.target = 0;
    *touch = (struct touch){.last = last, .unseen = touch->unseen};
}

static void take_palm(struct touch *touch, int64_t now)
{
    let_go(touch);
    touch->palm = now + TOUCH_PALM_MS;
}

const char *touch_down(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y, int64_t now)
{
    lift_stuck(touch, now);
    if (find(touch, id))
        lift(touch, find(touch, id));
    if (touch->n == TOUCH_FINGERS)
        take_palm(touch, now);
    if (now < touch->palm)
        return "";
    const struct target *target = plan_near(plan, x, y, TOUCH_SLOP);
    bool presses = target && !touch->unseen && !owned(touch, target->id) && !is_echo(&touch->last, target, x, y, now);
    struct finger *finger = &touch->fingers[touch->n++];
    *finger = (struct finger){.id = id, .came = now, .inside = true};
    strcpy(finger->target, presses ? target->id : "");
    return finger->target;
}

const char *touch_held(const struct touch *touch, SDL_FingerID id)
{
    for (size_t i = 0; i < COUNT(touch->fingers); i++)
        if (*touch->fingers[i].target && touch->fingers[i].id == id)
            return touch->fingers[i].target;
    return "";
}

static bool is_inside(const struct plan *plan, const struct finger *finger, int x, int y)
{
    const struct target *target = *finger->target ? plan_named(plan, finger->target) : NULL;
    return target && target->enabled && box_has(box_inset(target->box, -TOUCH_SLOP), x, y);
}

bool touch_move(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y)
{
    struct finger *finger = find(touch, id);
    if (!finger || finger->inside == is_inside(plan, finger, x, y))
        return false;
    finger->inside = !finger->inside;
    return *finger->target != 0;
}

static bool is_on_key(const struct plan *plan, const struct finger *finger)
{
    const struct target *target = *finger->target ? plan_named(plan, finger->target) : NULL;
    return target && target->enabled && target->key && finger->inside;
}

/* Of the keys that are held, the first of those that were pressed one after the other. */
static struct finger *first_of(struct touch *touch, const struct plan *plan, struct finger *finger)
{
    if (!is_on_key(plan, finger))
        return finger;
    struct finger *first = touch->fingers;
    while (first != finger && (!is_on_key(plan, first) || finger->came - first->came >= TOUCH_ROLL_MS))
        first++;
    return first;
}

bool touch_up(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y, int64_t now, char *target)
{
    lift_stuck(touch, now);
    struct finger *finger = find(touch, id);
    if (!finger)
        return false;
    bool tapped = finger->inside = is_inside(plan, finger, x, y);
    struct finger *first = first_of(touch, plan, finger);
    strcpy(target, first->target);
    if (tapped) {
        touch->last = (struct tap){.at = now, .x = x, .y = y};
        strcpy(touch->last.target, target);
    }
    if (first == finger)
        lift(touch, finger);
    else
        *first->target = 0; /* it is typed: the finger lies there, and presses nothing any more */
    return tapped;
}

void touch_forget(struct touch *touch)
{
    let_go(touch);
    touch->unseen = true;
}

void touch_seen(struct touch *touch)
{
    let_go(touch);
    touch->unseen = false;
}

void touch_mark(struct touch *touch, struct plan *plan, int64_t now)
{
    lift_stuck(touch, now);
    for (int i = 0; i < touch->n && plan->n_pressed < PLAN_PRESSED; i++)
        if (*touch->fingers[i].target && touch->fingers[i].inside)
            plan->pressed[plan->n_pressed++] = touch->fingers[i].target;
}
