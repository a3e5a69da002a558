/* touch.h - fingers: who presses what, and what counts as a tap.
 *
 * The finger that came first to a target owns it until it leaves the glass; a second one on the same target does
 * nothing, others press other targets at the same time. Let go inside is a tap, outside is a change of mind. */
#ifndef SCREEN_TOUCH_H
#define SCREEN_TOUCH_H

#include "screen/plan.h"

#include <SDL.h>

struct finger {
    SDL_FingerID id;
    char target[TARGET_ID]; /* "" when the slot is free */
    bool inside;
};

struct touch {
    struct finger fingers[PLAN_PRESSED];
};

/* What this finger presses from now on, as the plan calls it; "" when it is nothing. */
const char *touch_down(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y);

/* True when the finger came to or left what it presses. */
bool touch_move(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y);

/* True when it was a tap: `target` (of TARGET_ID bytes) is then its name. */
bool touch_up(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y, char *target);

/* All fingers let go of what they hold: the screen changed under them. */
void touch_forget(struct touch *touch);

/* Names of what is pressed now, for a plan to be laid. */
void touch_mark(const struct touch *touch, struct plan *plan);

#endif
