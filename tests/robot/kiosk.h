/* kiosk.h - a kiosk made of cardboard: two X windows, two probes, and everything the robot talks to, in one process.
 *
 * It behaves as runtime/messages.md says and is otherwise as simple as can be: a list of pages, coloured rectangles as
 * targets. Real fingers (the X server's pointer) press them. */
#ifndef TESTS_KIOSK_H
#define TESTS_KIOSK_H

#include <sys/types.h>

enum kiosk_mood {
    KIOSK_FINE,
    KIOSK_REFUSES, /* the service says no after the consent */
    KIOSK_DEAF,    /* the first tap of every visit is lost */
    KIOSK_UNSURE,  /* does not know whether the paper came */
};

/* Makes the run folder (site.conf, secrets, sockets) and starts the kiosk on DISPLAY. Stop it with SIGTERM. */
pid_t kiosk_start(const char *run, enum kiosk_mood mood);

/* How the middle of nothing is painted on this place. */
unsigned kiosk_colour(const char *kind, const char *key);

#endif
