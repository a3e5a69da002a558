/* access.h - the screen for who cannot see or touch it: when it is spoken, where the keypad's focus stands, what keys
 * do.
 *
 * It lives beside the pages and knows them only by their plan: what newly stands there is spoken, the targets are
 * walked through in reading order, and a key is a tap on one of them. */
#ifndef SCREEN_ACCESS_H
#define SCREEN_ACCESS_H

#include "screen/jack.h"
#include "glass/keypad.h"
#include "screen/reading.h"
#include "voice/speaker.h"

struct ui;

struct access {
    struct keypad keypad;
    struct speaker *speaker; /* NULL until the first word */
    struct jack *jack;       /* NULL without one */
    bool plugged;            /* what it said last */
    char focus[TARGET_ID];   /* "": nowhere yet */
    char echo[TARGET_ID];    /* what was tapped and stays: its name and new state are spoken */
    uint64_t place;          /* the question or dialog the focus stands in, as a number */
    uint64_t screen;         /* what was spoken last */
    uint64_t texts[READING_PIECES];
    int n_texts;
    bool speaking; /* a moment ago */
    bool mute;     /* there is nothing to speak with */
    bool moved;    /* the focus is to be spoken */
    bool begins;   /* speech has just been turned on */
};

void access_open(struct ui *ui);
void access_close(struct ui *ui);

/* The bar on every screen, and a tap on it: false when it was none. */
void access_bar(struct ui *ui, struct plan *plan);
bool access_tap(struct ui *ui, const char *id);

/* Speech on or off; the whole screen once more. */
void access_toggle(struct ui *ui);
void access_again(struct ui *ui);

/* Speech is heard by everybody near. */
bool access_aloud(const struct ui *ui);

/* A finger came down: silence. A tap is about to do what it does. */
void access_touched(struct ui *ui);
void access_tapped(struct ui *ui, const char *id);

void access_key(struct ui *ui, const SDL_KeyboardEvent *event);

/* Does what keys brought; ms until there may be more. */
int64_t access_due(struct ui *ui, int64_t now);

bool access_speaks(const struct ui *ui);

/* Nothing can be heard: no sound card, or no voice for this language. */
bool access_is_mute(const struct ui *ui);

/* The plan is complete: the ring comes into it. */
void access_ring(struct ui *ui, struct plan *plan);

void access_forget(struct ui *ui);

#endif
