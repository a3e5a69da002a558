/* left.h - a card that is still in the reader when its visit is over: home says so, the lamp and its sounder too, and
 * when nobody takes it for a while the staff is called.
 *
 * Not obvious: so it is with a card that is in when nobody is here and a reader says for the first time what it holds,
 * because the reader, its driver or core has just come. Nobody saw it come, so no driver reads it. */
#ifndef DESK_LEFT_H
#define DESK_LEFT_H

#include "base/loop.h"

struct desk;
struct device;

struct left {
    struct desk *desk;
    struct timer call;
    int64_t ms;    /* until the staff is called: `card_left` of site.conf */
    int64_t since; /* 0: no card is left */
};

void left_start(struct left *left, struct desk *desk);

/* A visit is over, and no other goes on in its place. */
void left_look(struct left *left);

/* The card is that of a visit which goes on. */
void left_forget(struct left *left);

/* A device said something new: the card may have been taken, or be one that was in before the device came. */
void left_check(struct left *left, const struct device *device);

#endif
