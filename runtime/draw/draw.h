/* draw.h - the canvas: the pixels of a window, or of a picture without one, painted in design units.
 *
 * A page is designed on a grid of fixed width (1080 for the kiosk, 1920 for the wall); the canvas scales it to the
 * window, so the same code fills a kiosk and a small window on a desk. Nothing is painted until something is dirty:
 * draw_flush() calls paint once for each dirty rectangle with the clip set to it, then hands exactly those rectangles
 * to the display. */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include "base/base.h"

#include <SDL.h>

struct box {
    int x, y, w, h; /* design units */
};

struct fonts;

enum { DRAW_MAX_DIRTY = 24 };

struct draw {
    SDL_Window *window;   /* NULL for a picture */
    SDL_Surface *surface; /* 32 bits a pixel, 0x00RRGGBB */
    int turn;             /* quarter turns clockwise from the page to the window */
    int across, down;     /* pixels of the page: the window's, or turned */
    double scale;         /* pixels per design unit */
    int width, height;    /* in design units */
    struct fonts *fonts;
    /* kept by the room */
    SDL_Thread *toucher; /* makes the pages of the surface until the first flush */
    bool own_surface;
    SDL_Rect dirty[DRAW_MAX_DIRTY];
    int n_dirty;
    uint8_t *kawung; /* the pattern's tile, made once a size */
    int kawung_size;
};

/* A borderless window, the page turned in it. `fonts` is the path of fonts.conf. NULL after a failure. */
struct draw *draw_open(const char *title, struct box window, int turn, int design_width, const char *fonts);

/* The same without a window, for tests and pictures. */
struct draw *draw_picture(int width, int height, int design_width, const char *fonts);
void draw_close(struct draw *draw);

/* The window, or the picture, has another size: so many pixels of the page. Everything is dirty then. */
int draw_resize(struct draw *draw, int across, int down, int design_width);

void draw_dirty(struct draw *draw, struct box box);
void draw_dirty_all(struct draw *draw);

/* Paints what is dirty; false when nothing was. */
bool draw_flush(struct draw *draw, void (*paint)(void *mine), void *mine);

/* The display has lost what it was given: the same pixels once more, nothing is painted; or, with what is dirty, at the
 * next draw_flush(). */
void draw_again(struct draw *draw);

/* False when the box lies outside what is being painted: skip it. */
bool draw_visible(const struct draw *draw, struct box box);

/* Colours are 0xRRGGBB. */
void draw_fill(struct draw *draw, struct box box, uint32_t colour);

/* Everything below it shows through: alpha of 255. */
void draw_shade(struct draw *draw, struct box box, uint32_t colour, int alpha);

/* The pixels of a box: edges are rounded, so boxes that touch in the design touch on the screen. */
SDL_Rect draw_pixels(const struct draw *draw, struct box box);

/* The same on the window, where the display's pixels are counted. */
SDL_Rect draw_on_window(const struct draw *draw, struct box box);

struct box box_inset(struct box box, int by);

/* Takes so much off a box: the result is what was taken, the box is what is left. */
struct box box_take_top(struct box *box, int height);
struct box box_take_bottom(struct box *box, int height);
struct box box_take_left(struct box *box, int width);

bool box_has(struct box box, int x, int y);
bool box_overlaps(struct box a, struct box b);

#endif
