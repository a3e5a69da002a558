/* watchdog.h - ends the process when a driver stays too long inside a callback.
 *
 * A driver shares the host's only thread, so nothing but a signal can interrupt it. Between two callbacks nothing is
 * armed and nothing wakes. */
#ifndef DEVICE_WATCHDOG_H
#define DEVICE_WATCHDOG_H

/* The status the process ends with, so that a supervisor's log tells it from a crash. */
enum { WATCHDOG_EXIT = 75 };

/* Ten times the limit of the contract in a sanitizer build, which is that much slower. */
void watchdog_open(const char *driver);

/* Around every call into the driver; what names the callback. */
void watchdog_start(const char *what);
void watchdog_stop(void);

#endif
