/* pattern.h - pictures made of a rule: the kawung lattice and QR codes. */
#ifndef DRAW_PATTERN_H
#define DRAW_PATTERN_H

#include "draw/draw.h"

/* The batik lattice of diagonal petals over what is there, in cells of 66 units; its strength (alpha of 255) runs from
 * the left edge to the right one, so that it can fade out behind a name. */
void draw_kawung(struct draw *draw, struct box box, uint32_t colour, int left, int right);

/* Black on white with its quiet zone, as large as whole pixels a module allow, in the middle of the box. */
int draw_qr(struct draw *draw, struct box box, const char *text);

/* The mark of the site: four petals in a rounded square. */
void draw_mark(struct draw *draw, struct box box, uint32_t ground, uint32_t petals);

#endif
