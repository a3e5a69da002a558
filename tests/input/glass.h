/* glass.h - a real X server with nothing behind it: two outputs, a touch panel on each, a keyboard.
 *
 * Xorg draws into memory (its dummy driver) and takes touches and keys from Unix sockets (its inputtest driver), so
 * they go the whole way that those of a panel go. A socket serves one client in the life of a server, and then no
 * other: all hands of a test are in the test's own process. */
#ifndef TESTS_INPUT_GLASS_H
#define TESTS_INPUT_GLASS_H

#include "robot/display.h"

#include <X11/Xlib.h>
#include <X11/extensions/XI2.h>

enum { GLASS_SKIPPED = 77 };

enum panel { PANEL_MAIN, PANEL_CALL, PANELS };

struct glass {
    char folder[64], name[16]; /* name: ":5" */
    pid_t server;
    int panels[PANELS], keys;
    Display *x;
};

/* False where no such server can run: why was printed, and the test ends as skipped. `folder` is the test's own. */
bool glass_open(struct glass *glass, const char *folder);
void glass_close(struct glass *glass);

/* The server dies at once, and another one comes in its place. */
void glass_kill(struct glass *glass);
void glass_restart(struct glass *glass);

/* XI_TouchBegin, XI_TouchUpdate or XI_TouchEnd at a pixel of that panel; the server has taken it when this returns. */
void glass_touch(struct glass *glass, enum panel panel, int kind, unsigned finger, int x, int y);

/* A key by its X code goes down or up; glass_settle() waits until the server took all of them. */
void glass_key(struct glass *glass, KeyCode code, bool down);
void glass_settle(struct glass *glass);

/* One number for all pixels of an area of the X screen, as a person would see them. */
uint64_t glass_pixels(const struct glass *glass, struct area area);

#endif
