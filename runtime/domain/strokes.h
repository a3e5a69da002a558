/* strokes.h - a signature: strokes of a finger in a box of 1000 by 400, kept as the path of an SVG.
 *
 * "M120 80L124 86L131 90": each stroke begins with M, points are whole numbers. Bounded, so that a letter is: a
 * signature has some 200 points once it is made simpler, and no more than 1,000. */
#ifndef DOMAIN_STROKES_H
#define DOMAIN_STROKES_H

#include "base/base.h"

enum {
    STROKES_WIDTH = 1000,
    STROKES_HEIGHT = 400,
    STROKES_MOST = 64,
    STROKES_POINTS = 1000,
    STROKES_LEAST = 100, /* all of them together: a mere dot signs nothing */
    STROKES_TEXT = STROKES_POINTS * 9 + 1
};

struct strokes {
    int n, n_points;
    int begins[STROKES_MOST + 1]; /* the first point of each; that of the one behind the last is n_points */
    struct spot {
        int x, y;
    } points[STROKES_POINTS];
};

/* False for anything but such a path: out of the box, too many, too short. */
bool strokes_read(const char *path, struct strokes *to);
void strokes_write(const struct strokes *strokes, char to[STROKES_TEXT]);

/* The finger comes down, moves, leaves; what is outside the box is on its edge. When all points are used up it leaves
 * no more trace. Leaving makes the stroke simpler, by less than a point of the box. */
void strokes_begin(struct strokes *strokes, int x, int y);
void strokes_add(struct strokes *strokes, int x, int y);
void strokes_end(struct strokes *strokes);

/* Takes the last one back. */
void strokes_undo(struct strokes *strokes);

bool strokes_full(const struct strokes *strokes);

/* Long enough to be a signature. */
bool strokes_enough(const struct strokes *strokes);

#endif
