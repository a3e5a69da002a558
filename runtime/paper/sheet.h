/* sheet.h - a strip of paper, drawn from the top down, that ends as bits.
 *
 * Drawing is grey and one level at the end decides what is black: it lies below one half, so that a stroke of one dot
 * that falls between two columns keeps both and never vanishes. A sheet may grow to SHEET_MAX_HEIGHT; memory that is
 * never drawn on is never touched. All lengths are dots of the printer. */
#ifndef PAPER_SHEET_H
#define PAPER_SHEET_H

#include "base/base.h"

#include <pango/pangocairo.h>

enum { SHEET_MAX_WIDTH = 1024, SHEET_MAX_HEIGHT = 8192 };

struct sheet {
    int width;
    double unit;   /* one dot of the 576-dot design on this paper */
    double margin; /* left and right, nothing is drawn there */
    double y;      /* the next free line */
    unsigned char *grey;
    size_t n_grey;
    cairo_surface_t *surface;
    cairo_t *cairo;
};

struct type {
    double size; /* of the design */
    bool bold;
};

int sheet_open(struct sheet *sheet, int width);
void sheet_close(struct sheet *sheet); /* wipes what was drawn */

double sheet_room(const struct sheet *sheet); /* between the margins */
void sheet_skip(struct sheet *sheet, double design);

/* Plain text (never markup), broken into lines of at most `width`; pass it to sheet_put(), which frees it. */
PangoLayout *sheet_text(struct sheet *sheet, const char *text, struct type type, double width, PangoAlignment align);
double text_width(PangoLayout *text);
double text_height(PangoLayout *text);
void sheet_put(struct sheet *sheet, PangoLayout *text, double x, double y);

/* One line as wide as the room, at most max_height tall; moves on below its ink. */
void sheet_headline(struct sheet *sheet, const char *text, double max_height);

void sheet_dashes(struct sheet *sheet);
void sheet_flower(struct sheet *sheet, double x, double y, double size);
void sheet_dot(struct sheet *sheet, double x, double y, double size);
void sheet_box(struct sheet *sheet, double x, double y, double size); /* to tick */
void sheet_tick(struct sheet *sheet, double x, double y, double size);

/* The side of the code with whole modules, about `design` wide or as large as it must be; 0 when the text is too long.
 */
double sheet_qr_side(struct sheet *sheet, const char *text, double design);
void sheet_qr(struct sheet *sheet, const char *text, double design, double x, double y);

/* Gives the fonts back at the end of the program, so that a leak check sees only our own. */
void sheet_end(void);

/* Everything above y: rows padded to whole bytes, the leftmost dot is the most significant bit, 1 is black. The caller
 * frees (wipe_free) *bits. E_FULL when more was drawn than a sheet holds. */
int sheet_bits(const struct sheet *sheet, unsigned char **bits, size_t *n, int *height);

#endif
