/* thumb.h - a picture as one line of text, to compare with: its cells as levels, those that repeat counted.
 *
 * Rows of cells take turns in red, green and blue, so a colour that only turns into another one shows as well, at the
 * price of one. The level of a cell is the mean of what lies there: how a font's edges are smoothed does not move it,
 * whether something is there does.
 *
 * There are two grains: fine cells, twenty units of the page wide and high, and large ones of some two hundred,
 * of which a picture has so few that every look of every sample has its line. These have many more levels, so a button
 * that moved by a few millimetres moves them too; and neighbours in a row are of another colour as well. */
#ifndef TESTS_SCREEN_THUMB_H
#define TESTS_SCREEN_THUMB_H

#include "draw/draw.h"

#include <stdlib.h>
#include <string.h>

enum { THUMB_CELLS = 96 * 54, THUMB_SIGNS = 32 };

static const char thumb_signs[] = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

struct grain {
    int along, aside;  /* cells of the longer and of the shorter side */
    int slant;         /* 1: colours take turns within a row too */
    int levels, signs; /* signs: so many write one of them */
    int near;          /* levels apart that are no difference */
    int few;           /* cells of a picture that may differ */
};

static const struct grain thumb_fine = {96, 54, 0, THUMB_SIGNS, 1, 1, 2};
static const struct grain thumb_large = {9, 6, 1, THUMB_SIGNS *THUMB_SIGNS, 2, 3, 0};

struct thumb {
    const struct grain *grain;
    int across, down, n;
    uint16_t cells[THUMB_CELLS];
};

static inline struct thumb thumb_new(const struct grain *grain, bool wide)
{
    return (struct thumb){.grain = grain,
                          .across = wide ? grain->along : grain->aside,
                          .down = wide ? grain->aside : grain->along,
                          .n = grain->along * grain->aside};
}

static inline unsigned thumb_sum(const uint32_t *row, int from, int to, int shift)
{
    unsigned sum = 0;
    for (int x = from; x < to; x++)
        sum += row[x] >> shift & 255;
    return sum;
}

static inline unsigned thumb_mean(const SDL_Surface *s, int x1, int x2, int y1, int y2, int shift)
{
    uint64_t sum = 0;
    for (int y = y1; y < y2; y++)
        sum += thumb_sum((const uint32_t *)(const void *)((const char *)s->pixels + (ptrdiff_t)y * s->pitch), x1, x2,
                         shift);
    return (unsigned)(sum * 16 / ((uint64_t)(x2 - x1) * (uint64_t)(y2 - y1)));
}

static inline struct thumb thumb_of(const SDL_Surface *s, const struct grain *grain)
{
    struct thumb thumb = thumb_new(grain, s->w > s->h);
    for (int y = 0; y < thumb.down; y++)
        for (int x = 0; x < thumb.across; x++) {
            unsigned mean = thumb_mean(s, x * s->w / thumb.across, (x + 1) * s->w / thumb.across, y * s->h / thumb.down,
                                       (y + 1) * s->h / thumb.down, 16 - 8 * ((y + x * grain->slant) % 3));
            thumb.cells[y * thumb.across + x] = (uint16_t)(mean * (unsigned)grain->levels / (256 * 16));
        }
    return thumb;
}

/* "Kz" is twenty-six cells of level K; so is one that stands alone just "K". Turn memory. */
static inline char *thumb_write(const struct thumb *thumb)
{
    char *text = turn_alloc(3 * THUMB_CELLS + 1), *at = text;
    for (int i = 0, n; i < thumb->n; i += n) {
        for (n = 1; n < 26 && i + n < thumb->n && thumb->cells[i + n] == thumb->cells[i];)
            n++;
        if (thumb->grain->signs > 1)
            *at++ = thumb_signs[thumb->cells[i] / THUMB_SIGNS];
        *at++ = thumb_signs[thumb->cells[i] % THUMB_SIGNS];
        if (n > 1)
            *at++ = (char)('a' + n - 1);
    }
    return text;
}

/* The level that is written there, which is left behind; negative when none is. */
static inline int thumb_level(const struct grain *grain, const char **text)
{
    int level = 0;
    for (int i = 0; i < grain->signs; i++) {
        const char *sign = **text ? strchr(thumb_signs, **text) : NULL;
        if (!sign)
            return -1;
        level = level * THUMB_SIGNS + (int)(sign - thumb_signs);
        ++*text;
    }
    return level;
}

/* False when it is no line of this kind. */
static inline bool thumb_read(struct thumb *thumb, const struct grain *grain, bool wide, const char *text)
{
    int at = 0;
    *thumb = thumb_new(grain, wide);
    while (*text && *text != '\n') {
        int level = thumb_level(grain, &text), n = *text >= 'b' && *text <= 'z' ? *text++ - 'a' + 1 : 1;
        if (level < 0 || at + n > thumb->n)
            return false;
        while (n-- > 0)
            thumb->cells[at++] = (uint16_t)level;
    }
    return at == thumb->n;
}

static inline bool thumb_cell_differs(const struct thumb *a, const struct thumb *b, int i, int times)
{
    return abs(a->cells[i] - b->cells[i]) > times * a->grain->near;
}

/* How many cells differ; one that is far off counts for more than all a picture may have. */
static inline int thumb_differs(const struct thumb *a, const struct thumb *b)
{
    enum { FAR = 3, MANY = 100 };
    int n = 0;
    for (int i = 0; i < a->n; i++)
        n += thumb_cell_differs(a, b, i, FAR) ? MANY : thumb_cell_differs(a, b, i, 1);
    return n;
}

static inline bool thumb_alike(const struct thumb *a, const struct thumb *b)
{
    return thumb_differs(a, b) <= a->grain->few;
}

#endif
