/* watchdog.h - ends a program that does not come back: from a turn of its loop, or a driver from its callback.
 *
 * One thread does everything, so nothing but a signal can interrupt it. While a program waits for something to happen
 * nothing is armed and nothing wakes. One that is stopped altogether (SIGSTOP) the supervisor sees. */
#ifndef BASE_WATCHDOG_H
#define BASE_WATCHDOG_H

#include "base/base.h"

/* The status a program ends with, so that a supervisor's log tells it from a crash. */
enum { WATCHDOG_EXIT = 75 };

/* From now on turns are watched; who is how the program is called in its log. Calling it again changes that. */
void watchdog_open(const char *who);

/* A turn begins: 30 s. It ends: nothing is watched. */
void watchdog_turn(bool begins);

/* Around something within a turn that has less time; what names it. Ten times the time in a sanitizer build, which is
 * that much slower. Behind it the turn has its whole time again. */
void watchdog_start(const char *what, int ms);
void watchdog_stop(void);

#endif
