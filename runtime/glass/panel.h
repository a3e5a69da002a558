/* panel.h - the panel a window is on, as site.conf describes it: where the window lies, how the panel hangs, where a
 * touch really is, how large it is. */
#ifndef GLASS_PANEL_H
#define GLASS_PANEL_H

#include "base/json.h"
#include "draw/draw.h"

struct panel {
    struct box window; /* of the display, in its pixels */
    int turn;          /* quarter turns clockwise from the page to the display */
    double touch[6];   /* as libinput's calibration matrix */
    double mm_w, mm_h; /* of what the window fills; 0: the display is asked */
};

/* screens.NAME of the settings. tall: a window that says no size is in portrait. Negative when something there is
 * wrong: it has been said what to write. */
int panel_read(struct panel *panel, const json_t *settings, const char *name, bool tall);

/* From where the display was touched to where that is on the page, both from 0 to 1. */
void panel_touch(const struct panel *panel, double *x, double *y);

/* Millimetres a pixel: as site.conf says; or as the display says, when the window fills it; or as of 27 inches. */
double panel_pitch(const struct panel *panel, SDL_Window *window);

#endif
