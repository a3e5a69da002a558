/* touch.h - fingers: who presses what, and what counts as a tap.
 *
 * The finger that came first to a target owns it until it leaves the glass; a second one on the same target does
 * nothing, since many panels see one flat finger as two; others press other targets at the same time. Let go inside is
 * a tap, outside is a change of mind. A hand that trembles is still inside a little beside the target. Keys are typed
 * in the order they were pressed, so that two thumbs may roll over each other.
 *
 * A second tap of the same finger at the same place (old hands, trembling ones, a panel that bounces) means what it saw
 * before: when something else has come there meanwhile, it presses nothing. Who types or goes on quickly taps the same
 * thing again, or another place, and is not held up.
 *
 * Whatever is pressed while another screen comes was meant for the one before, however long it waited to be heard:
 * until the new one is on the glass, a finger presses nothing.
 *
 * A panel also reports what is no finger: what lies there for long (dirt, water, a bag) and the flat of a hand. Both
 * are forgotten, and until they are lifted they are nobody. */
#ifndef GLASS_TOUCH_H
#define GLASS_TOUCH_H

#include "glass/plan.h"

#include <SDL.h>

enum {
    TOUCH_FINGERS = 3,      /* one more is a palm */
    TOUCH_SLOP = 16,        /* units of the design beside a target that still belong to it */
    TOUCH_STUCK_MS = 10000, /* nobody presses longer */
    TOUCH_ROLL_MS = 1000,   /* a key held longer before the next one is pressed waits until it is let go of */
    TOUCH_ECHO_MS = 500,    /* a second tap this soon after the first ... */
    TOUCH_ECHO_NEAR = 48,   /* ... and within so many units of it is its echo */
    TOUCH_PALM_MS = 500     /* what comes this soon after a palm belongs to it */
};

struct finger {
    SDL_FingerID id;
    int64_t came;
    char target[TARGET_ID]; /* "" when it presses nothing */
    bool inside;
};

/* The last tap, and whether the screen it was meant for is gone. */
struct tap {
    int64_t at; /* 0: there was none */
    int x, y;
    char target[TARGET_ID];
    bool gone;
};

struct touch {
    struct finger fingers[TOUCH_FINGERS]; /* in the order they came */
    int n;
    struct tap last;
    int64_t palm; /* until then everything belongs to a palm */
    bool unseen;  /* the screen changed, and is not on the glass yet */
};

/* What this finger presses from now on, as the plan calls it; "" when it is nothing. */
const char *touch_down(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y, int64_t now);

/* What this finger holds; "" when it is nothing. */
const char *touch_held(const struct touch *touch, SDL_FingerID id);

/* True when the finger came to or left what it presses. */
bool touch_move(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y);

/* True when it was a tap: `target` (of TARGET_ID bytes) is then its name. Ask again until it is false: keys that were
 * pressed before and are still held come first. */
bool touch_up(struct touch *touch, const struct plan *plan, SDL_FingerID id, int x, int y, int64_t now, char *target);

/* All fingers let go of what they hold: the screen changed under them. */
void touch_forget(struct touch *touch);

/* The screen is on the glass, and what waited to be heard until now is dropped: nobody will hear those fingers leave.
 */
void touch_seen(struct touch *touch);

/* Names of what is pressed now, for a plan to be laid. */
void touch_mark(struct touch *touch, struct plan *plan, int64_t now);

#endif
