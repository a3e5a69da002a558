/* gallery.h - every kind of screen with a sample of what core would say, in a window that has no display.
 *
 * For the tests of the screens, and for whoever makes a theme: what comes with the runtime is looked at in their
 * colours before a citizen sees it. A sample is a file of `samples`; README.md says what stands in one. */
#ifndef SCREEN_GALLERY_H
#define SCREEN_GALLERY_H

#include "screen/ui.h"

enum { GALLERY_MOST = 256 };

struct gallery {
    struct window *window;
    const char *folder;
    char *names[GALLERY_MOST]; /* of the samples, sorted */
    int n;
    json_t *home, *book, *sample; /* sample: the one that is shown */
    json_t *index;                /* the first screen's, whole */
    struct plan plan;
};

/* How a sample is looked at. */
struct pose {
    int width, height; /* of the window, in its pixels */
    const char *language;
    int column; /* of text sizes */
    bool contrast, low;
};

/* The window stays the caller's: main_face, opened without a display. `folder` holds the samples. */
int gallery_open(struct gallery *gallery, struct window *window, const char *folder);
void gallery_close(struct gallery *gallery);

/* What the window shows from now on; negative when there is no such sample, or one of its taps hits nothing. */
int gallery_show(struct gallery *gallery, const char *name, const struct pose *pose);

/* The same in high contrast and with low reach or without: quicker than to show it again. */
void gallery_turn(struct gallery *gallery, bool contrast, bool low);

/* Lays it into the gallery's plan. Painting it too takes ten times as long. */
const struct plan *gallery_lay(struct gallery *gallery);
const struct plan *gallery_paint(struct gallery *gallery);

/* Colours from now on, in place of the site's own theme. */
void gallery_dress(struct gallery *gallery, const struct theme *plain, const struct theme *contrast);

#endif
