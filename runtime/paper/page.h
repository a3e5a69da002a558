/* page.h - pages of A4 that are filled from the top down and become one PDF in memory.
 *
 * A first pass counts them without drawing, so that every foot says "1 of 3". All lengths are points, 72 an inch. */
#ifndef PAPER_PAGE_H
#define PAPER_PAGE_H

#include "base/base.h"

#include <pango/pangocairo.h>

enum { PAGE_WIDTH = 595, PAGE_HEIGHT = 842, PAGE_MOST = 20 };

struct page {
    cairo_surface_t *surface;
    cairo_t *cairo;
    double y;      /* the next free line */
    int at, of;    /* this page and how many there will be; of 0: the counting pass */
    char *foot;    /* with the number of the page behind it */
    char *numbers; /* "Halaman {at} dari {of}" */
    const char *language;
    unsigned char *bytes;
    size_t n, room;
};

/* The first page begins. foot and numbers are copied; of: 0 to count. */
int page_open(struct page *page, const char *language, const char *foot, const char *numbers, int of);

/* Ends the last page; the bytes (wipe_free) become the caller's unless it only counted. How many pages; E_FULL when
 * they are more than PAGE_MOST. */
int page_close(struct page *page, unsigned char **bytes, size_t *n);

double page_left(void);
double page_room(void);

/* A new page begins unless so much is free on this one. */
void page_need(struct page *page, double height);
void page_break(struct page *page);
void page_skip(struct page *page, double height); /* not at the top of a page */

/* Text in a column of that width; the layout is the caller's (g_object_unref). */
PangoLayout *page_layout(struct page *page, const char *text, double size, bool bold, double width);
double page_height(PangoLayout *layout);

/* Line by line, over as many pages as it takes. Frees the layout. */
void page_flow(struct page *page, PangoLayout *layout, double x);

/* Texts side by side, of which each goes on with its next line. */
struct column {
    double x;
    PangoLayout *text;     /* page_layout(), freed with the last line */
    PangoLayoutIter *line; /* the next; kept by page_columns() */
};

/* From page->y on, as many lines of each as this page has room for, and `below` them; how high the highest became.
 * False in `all` when some are left for the next page. At the top of a page at least one line of each goes in. */
double page_columns(struct page *page, struct column *columns, int n, double below, bool *all);

/* All at one place, y from the top of the page. Frees the layout. */
void page_put(struct page *page, PangoLayout *layout, double x, double y);

#endif
