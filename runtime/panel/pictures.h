/* pictures.h - what the camera sees and the last slip that came out, made small, as files of the run folder have them.
 */
#ifndef PANEL_PICTURES_H
#define PANEL_PICTURES_H

#include "base/site.h"
#include "draw/photo.h"

enum { PICTURES_EDGE = 360 };

struct picture {
    struct photo photo; /* width 0: there is none */
    int serial;         /* another one when the picture is */
    int64_t seen;       /* of the file: when it was written, and how large it was */
    uint8_t rgb[PICTURES_EDGE * PICTURES_EDGE * 3];
};

struct pictures {
    struct picture camera, slip;
};

/* Looks again; cheap while nothing changed. slip: the number of the last one, 0: none. */
void pictures_look(struct pictures *pictures, const struct site *site, int slip);

#endif
