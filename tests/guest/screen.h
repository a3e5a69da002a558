/* screen.h - what the window is told in the guest (screen.c), and outside, where it is painted once more (seen.c). */
#ifndef GUEST_SCREEN_H
#define GUEST_SCREEN_H

enum { WIDE = 1080, HIGH = 1920 };

#define SCREEN_PANEL "mm = [ 336, 597 ];"
#define SCREEN_SETTINGS "demo = true;"

#endif
