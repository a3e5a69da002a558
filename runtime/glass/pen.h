/* pen.h - a signature on a page: while it is made, and small on the review. */
#ifndef GLASS_PEN_H
#define GLASS_PEN_H

#include "domain/strokes.h"
#include "glass/plan.h"

/* In pieces of a few points, so that a finger that draws repaints the last of them and nothing else. pen: how thick, of
 * the box of strokes.h. */
void pen_put(struct plan *plan, struct box box, int pen, enum colour colour, const struct strokes *strokes);

/* Paints one of its pieces. */
void pen_paint(struct draw *draw, const struct item *item);

#endif
