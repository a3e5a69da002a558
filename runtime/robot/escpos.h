/* escpos.h - what a printer would have put on paper: ESC/POS bytes read strictly, back into pictures.
 *
 * Written from the public command references and from nothing else: it is the judge of our own driver, so it must not
 * share a thought with it. Everything it does not know, and everything that breaks off, is an error with its offset. */
#ifndef ROBOT_ESCPOS_H
#define ROBOT_ESCPOS_H

#include "base/base.h"

enum { ESCPOS_PAGES = 32, ESCPOS_MARKS = 64, ESCPOS_WHY = 160 };

struct escpos_page {
    int width, height;   /* dots; white paper that was fed counts */
    unsigned char *bits; /* rows of (width + 7) / 8 bytes, the leftmost dot is the most significant bit, 1 is black */
    bool cut, partial;   /* false: the paper still hangs in the printer */
};

struct escpos_mark {
    size_t at; /* offset of the GS ( H */
    char id[5];
    int page, row; /* the paper that is printed when the printer echoes it */
};

struct escpos_roll {
    struct escpos_page pages[ESCPOS_PAGES];
    int n_pages;
    struct escpos_mark marks[ESCPOS_MARKS];
    int n_marks;
    int questions;    /* DLE EOT, GS r: the printer answers each */
    size_t mistaken;  /* 10 04 n inside a raster: a printer answers those too (0: none, else offset + 1) */
    bool status_back; /* GS a switched on */
};

struct escpos_rules {
    int width;  /* dots of the head: wider rasters are an error */
    bool texts; /* letters of the printer's own are allowed (they leave a grey-free white line) */
};

/* OK, or E_FORMAT with the reason ("at byte 17: ...") in why. The roll holds what was printed before the error in both
 * cases; escpos_free() it. */
int escpos_read(const void *bytes, size_t n, struct escpos_rules rules, struct escpos_roll *roll, char why[ESCPOS_WHY]);
void escpos_free(struct escpos_roll *roll);

bool escpos_black(const struct escpos_page *page, int x, int y);

#endif
