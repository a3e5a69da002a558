/* left.h - a card that is still in the reader when its visit is over: home says so, the lamp and its sounder too, and
 * when nobody takes it for a while the staff is called. */
#ifndef DESK_LEFT_H
#define DESK_LEFT_H

#include "base/loop.h"

struct desk;

struct left {
    struct desk *desk;
    struct timer call;
    int64_t ms;    /* until the staff is called: `card_left` of site.conf */
    int64_t since; /* 0: no card is left */
};

void left_start(struct left *left, struct desk *desk);

/* A visit is over, and no other goes on in its place. */
void left_look(struct left *left);

/* A device said something new: the card may have been taken. */
void left_check(struct left *left);

#endif
