/* keypad.h - a tactile keypad: few keys with a meaning each, among everything that may arrive as keys.
 *
 * To the machine a keypad is one more keyboard, and so is a scanner that types what it reads: SDL cannot tell them
 * apart. So keys count only where site.conf says that there is a keypad, only those with a meaning, without Ctrl, Alt
 * and the like, and never three or more within an instant: nobody's fingers do that, a scanner always does, though some
 * take 40 ms a key. Nor what comes right after those: it is the scanner's last key, or the machine was busy meanwhile.
 */
#ifndef GLASS_KEYPAD_H
#define GLASS_KEYPAD_H

#include "base/json.h"

#include <SDL.h>

enum keypad_key {
    KEYPAD_NONE,
    KEYPAD_NEXT,
    KEYPAD_PREVIOUS,
    KEYPAD_SELECT,
    KEYPAD_BACK,
    KEYPAD_DELETE,
    KEYPAD_AGAIN,
    KEYPAD_QUIETER,
    KEYPAD_LOUDER,
    KEYPAD_SPEECH,
    KEYPAD_STAFF,
    KEYPAD_PLUGGED, /* keypads with a socket tell of the headset by keys */
    KEYPAD_UNPLUGGED,
    KEYPAD_MEANINGS,
    KEYPAD_DIGIT = '0' /* and on to '9' */
};

enum { KEYPAD_KEYS = 48, KEYPAD_BURST = 2, KEYPAD_CALM_MS = 50, KEYPAD_TAIL_MS = 250 };

struct keypad {
    bool there;
    struct {
        SDL_Keycode code;
        int key;
    } map[KEYPAD_KEYS];
    int n_map;
    int keys[KEYPAD_BURST]; /* they wait until it is clear that a person pressed them */
    int n;                  /* how many came, also those that found no room */
    int64_t last;
    int64_t foreign; /* until then all keys are a scanner's */
};

/* Does site.conf say so? */
bool keypad_is_there(const json_t *settings);

/* `keypad` of site.conf: true, or names of SDL's keys for each meaning. */
void keypad_open(struct keypad *keypad, const json_t *settings);

/* One event of SDL at this time. */
void keypad_press(struct keypad *keypad, const SDL_KeyboardEvent *event, int64_t now);

/* The keys that count by now: how many. */
int keypad_take(struct keypad *keypad, int64_t now, int keys[KEYPAD_BURST]);

/* What waits is dropped. */
void keypad_forget(struct keypad *keypad);

/* ms until keypad_take() is worth asking; -1 when nothing waits. */
int64_t keypad_due(const struct keypad *keypad, int64_t now);

#endif
