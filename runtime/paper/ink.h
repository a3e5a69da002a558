/* ink.h - what slips and documents have in common: their letters, the code, the mark. */
#ifndef PAPER_INK_H
#define PAPER_INK_H

#include <cairo.h>

/* Inter, and Noto for the scripts it lacks. */
extern const char ink_families[];

/* How many modules the code of a text has on each side, without the white around it; 0: it is too long. */
int ink_qr_modules(const char *text);

/* Of a text that has one: `module` wide modules, the first with its corner at x, y. */
void ink_qr(cairo_t *cairo, const char *text, double module, double x, double y);

/* Four petals that almost meet, and nothing but ellipses. */
void ink_flower(cairo_t *cairo, double x, double y, double size);

#endif
