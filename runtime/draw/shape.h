/* shape.h - rounded rectangles, discs, arcs and lines with smooth edges. */
#ifndef DRAW_SHAPE_H
#define DRAW_SHAPE_H

#include "draw/draw.h"

void draw_round(struct draw *draw, struct box box, int radius, uint32_t colour);

/* Filled, with an edge of that thickness inside the box. */
void draw_card(struct draw *draw, struct box box, int radius, uint32_t fill, uint32_t edge, int thickness);

/* Only an edge, of that thickness outside the box: what is in the box stays. */
void draw_ring(struct draw *draw, struct box box, int radius, uint32_t colour, int thickness);

void draw_disc(struct draw *draw, int x, int y, int radius, uint32_t colour);

/* Part of a ring, clockwise from the top, in thousandths of a turn, with round ends; radius to the middle of the line.
 */
void draw_arc(struct draw *draw, int x, int y, int radius, int thickness, int thousandths, uint32_t colour);

void draw_line(struct draw *draw, int x1, int y1, int x2, int y2, int thickness, uint32_t colour);

#endif
