/* idle.h - is somebody still there? A pure clock: no timer, no drawing.
 *
 * Warned after warn_ms without a finger, then a countdown of 30 s, then over. While a device or the network works
 * nobody can touch anything sensible, so the clock is held (research, Idle). */
#ifndef SCREEN_IDLE_H
#define SCREEN_IDLE_H

#include <stdint.h>

enum { IDLE_WARN_MS = 60000, IDLE_FORM_MS = 90000, IDLE_COUNT_MS = 30000, IDLE_NEVER = -1 };

/* Seconds that are left of the countdown; IDLE_NEVER while nobody needs to be warned, 0 when it is over. */
int idle_left(int64_t touched, int64_t now, int64_t warn_ms);

/* Milliseconds until idle_left() says something else. */
int64_t idle_next(int64_t touched, int64_t now, int64_t warn_ms);

#endif
