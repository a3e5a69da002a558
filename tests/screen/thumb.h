/* thumb.h - a picture as one line of text, to compare with: its cells as levels, those that repeat counted.
 *
 * A cell is some twenty units of the page wide and high. Rows of cells take turns in red, green and blue, so a colour
 * that only turns into another one shows as well, at the price of one. The line of a cell is the mean of what lies
 * there: how a font's edges are smoothed does not move it, whether something is there does. */
#ifndef TESTS_SCREEN_THUMB_H
#define TESTS_SCREEN_THUMB_H

#include "draw/draw.h"

#include <stdlib.h>
#include <string.h>

enum { THUMB_LONG = 96, THUMB_SHORT = 54, THUMB_CELLS = THUMB_LONG * THUMB_SHORT, THUMB_LEVELS = 32 };

struct thumb {
    int across, down;
    unsigned char cells[THUMB_CELLS];
};

static const char thumb_signs[] = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

static inline int thumb_mean(const SDL_Surface *s, int x1, int x2, int y1, int y2, int shift)
{
    long sum = 0;
    for (int y = y1; y < y2; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)((const char *)s->pixels + (ptrdiff_t)y * s->pitch);
        for (int x = x1; x < x2; x++)
            sum += row[x] >> shift & 255;
    }
    return (int)(sum / ((long)(x2 - x1) * (y2 - y1)));
}

static inline struct thumb thumb_of(const SDL_Surface *s)
{
    bool wide = s->w > s->h;
    struct thumb thumb = {.across = wide ? THUMB_LONG : THUMB_SHORT, .down = wide ? THUMB_SHORT : THUMB_LONG};
    for (int y = 0; y < thumb.down; y++)
        for (int x = 0; x < thumb.across; x++) {
            int mean = thumb_mean(s, x * s->w / thumb.across, (x + 1) * s->w / thumb.across, y * s->h / thumb.down,
                                  (y + 1) * s->h / thumb.down, 16 - 8 * (y % 3));
            thumb.cells[y * thumb.across + x] = (unsigned char)(mean * THUMB_LEVELS / 256);
        }
    return thumb;
}

/* "Kz" is twenty-six cells of level K; so is one that stands alone just "K". Turn memory. */
static inline char *thumb_write(const struct thumb *thumb)
{
    char *text = turn_alloc(2 * THUMB_CELLS + 1), *at = text;
    for (int i = 0, n; i < THUMB_CELLS; i += n) {
        for (n = 1; n < 26 && i + n < THUMB_CELLS && thumb->cells[i + n] == thumb->cells[i];)
            n++;
        *at++ = thumb_signs[thumb->cells[i]];
        if (n > 1)
            *at++ = (char)('a' + n - 1);
    }
    return text;
}

/* False when it is no line of this kind. */
static inline bool thumb_read(struct thumb *thumb, bool wide, const char *text)
{
    int at = 0;
    *thumb = (struct thumb){.across = wide ? THUMB_LONG : THUMB_SHORT, .down = wide ? THUMB_SHORT : THUMB_LONG};
    while (*text && *text != '\n') {
        const char *sign = strchr(thumb_signs, *text++);
        int n = *text >= 'b' && *text <= 'z' ? *text++ - 'a' + 1 : 1;
        if (!sign || at + n > THUMB_CELLS)
            return false;
        memset(thumb->cells + at, (int)(sign - thumb_signs), (size_t)n);
        at += n;
    }
    return at == THUMB_CELLS;
}

/* How many cells are another level and not only the next one; one that is far off counts for more than all a
 * picture may have. */
static inline int thumb_differs(const struct thumb *a, const struct thumb *b)
{
    enum { NEXT = 1, FAR = 3, MANY = 100 };
    int n = 0;
    for (int i = 0; i < THUMB_CELLS; i++) {
        int off = abs(a->cells[i] - b->cells[i]);
        n += off > FAR ? MANY : off > NEXT;
    }
    return n;
}

#endif
