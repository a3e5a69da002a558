/* keypad.h - the simulated keypad: keys that reach the citizen's window as those of any keyboard do.
 *
 * To the machine a keypad is a keyboard (glass/keypad.h). The keys go to the window itself and not to whatever has the
 * focus: on a desk that is the panel, or an editor. So it needs an X display, and a window on it. */
#ifndef SIM_KEYPAD_H
#define SIM_KEYPAD_H

#include "base/loop.h"

struct keypad {
    /* set by the owner */
    struct loop *loop;
    bool there; /* site.conf says so */
    /* kept */
    bool pulled;
    char last[16];    /* the key that was pressed last */
    char waiting[32]; /* digits to come */
    struct timer next;
};

void keypad_open(struct keypad *keypad);
void keypad_close(struct keypad *keypad);

/* A key by what it means; digits one after the other; all keys within an instant. "ok" or "error WHY", in turn memory.
 */
const char *keypad_press(struct keypad *keypad, const char *key);
const char *keypad_type(struct keypad *keypad, const char *digits);
const char *keypad_burst(struct keypad *keypad);

#endif
