/* lamp.h - the signal lamp on top of the kiosk, and its sounder: how the kiosk is, for whoever looks across the hall.
 *
 * idle, busy (somebody is here), attention (somebody is wanted: a citizen called, a card was left, a printer has no
 * paper, a device is away) or out (of service: no screen, no room). It sounds for a while when a card was left. A kiosk
 * without a lamp does nothing of this. */
#ifndef DESK_LAMP_H
#define DESK_LAMP_H

#include "base/loop.h"

struct desk;

struct lamp {
    struct desk *desk;
    struct timer timer; /* when it looks different by itself */
    const char *shown;  /* the state that the lamp was told last; NULL: nobody knows what it shows */
    bool sounds;        /* and whether it was told to sound */
    int64_t called;     /* clock_ms() when a citizen called; 0: nobody did */
};

void lamp_start(struct lamp *lamp, struct desk *desk);

/* A citizen wants somebody. */
void lamp_call(struct lamp *lamp);

/* Once a turn: tells the lamp when it should look different. */
void lamp_check(struct lamp *lamp);

#endif
