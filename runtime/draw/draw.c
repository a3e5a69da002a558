/* draw.c - see draw.h.
 *
 * SDL must not accelerate the window's surface: on a machine without a GPU it would go through a software OpenGL, which
 * costs seventy megabytes and makes a tap thirty times slower (research, Performance). */
#define _GNU_SOURCE
#include "draw/draw.h"

#include "draw/blend.h"
#include "draw/font.h"
#include "draw/turn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void set_size(struct draw *draw, int across, int down, int design_width)
{
    draw->across = across;
    draw->down = down;
    draw->scale = (double)across / design_width;
    draw->width = design_width;
    draw->height = (int)lround(down / draw->scale);
}

static struct draw *draw_new(int across, int down, int design_width, const char *fonts)
{
    struct draw *draw = make(sizeof *draw);
    set_size(draw, across, down, design_width);
    draw->fonts = fonts_open(fonts, draw->scale);
    if (draw->fonts)
        return draw;
    free(draw);
    return NULL;
}

/* Drawing goes straight into the window when its pixels are as ours and stand upright; otherwise they are converted or
 * turned on the way. */
static int take_surface(struct draw *draw)
{
    SDL_Surface *screen = draw->window ? SDL_GetWindowSurface(draw->window) : NULL;
    if (draw->window && !screen)
        return fail(E_IO, "window surface: %s", SDL_GetError());
    if (screen && draw->turn == 0 && screen->format->format == SDL_PIXELFORMAT_RGB888) {
        draw->surface = screen;
        return OK;
    }
    if (draw->own_surface)
        return OK;
    draw->surface = SDL_CreateRGBSurfaceWithFormat(0, draw->across, draw->down, 32, SDL_PIXELFORMAT_RGB888);
    draw->own_surface = draw->surface != NULL;
    return draw->surface ? OK : fail(E_IO, "surface: %s", SDL_GetError());
}

/* A thread that ends before the first flush: the first picture touches two thousand pages of the window, and the kernel
 * makes them while the caller still reads words and lays out the page. An old kernel says no, and makes them one by one
 * as before. */
static int touch_surface(void *mine)
{
    const SDL_Surface *surface = mine;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first = (uintptr_t)surface->pixels;
    uintptr_t end = first + (uintptr_t)surface->pitch * (uintptr_t)surface->h;
    first -= first % page;
    return madvise((void *)first, end - first, MADV_POPULATE_WRITE);
}

static void end_touching(struct draw *draw)
{
    SDL_WaitThread(draw->toucher, NULL);
    draw->toucher = NULL;
}

/* Without an X server SDL has no other way to the display, and must be told which: it takes desktop OpenGL where only
 * the small one is, and shows black. */
static void set_hints(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    bool bare = driver && strcmp(driver, "KMSDRM") == 0;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, bare ? "opengles2" : "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); /* else SDL drops a click that it hears with the keys' focus */
}

struct draw *draw_open(const char *title, struct box window, int turn, int design_width, const char *fonts)
{
    set_hints();
    bool upright = turn % 2 == 0;
    struct draw *draw = draw_new(upright ? window.w : window.h, upright ? window.h : window.w, design_width, fonts);
    if (!draw)
        return NULL;
    draw->turn = turn;
    draw->window = SDL_CreateWindow(title, window.x, window.y, window.w, window.h, SDL_WINDOW_BORDERLESS);
    if (!draw->window || take_surface(draw) < 0) {
        fail(E_IO, "window \"%s\": %s", title, SDL_GetError());
        draw_close(draw);
        return NULL;
    }
    draw->toucher = SDL_CreateThread(touch_surface, "touch", draw->surface);
    draw_dirty_all(draw);
    return draw;
}

struct draw *draw_picture(int width, int height, int design_width, const char *fonts)
{
    struct draw *draw = draw_new(width, height, design_width, fonts);
    if (draw && take_surface(draw) < 0) {
        draw_close(draw);
        return NULL;
    }
    if (draw)
        draw_dirty_all(draw);
    return draw;
}

void draw_close(struct draw *draw)
{
    if (!draw)
        return;
    end_touching(draw);
    if (draw->own_surface)
        SDL_FreeSurface(draw->surface);
    if (draw->window)
        SDL_DestroyWindow(draw->window);
    fonts_free(draw->fonts);
    free(draw->kawung);
    free(draw);
}

/* The old surface of a window is gone by now, so nothing may look at it any more. */
int draw_resize(struct draw *draw, int across, int down, int design_width)
{
    end_touching(draw);
    if (draw->own_surface)
        SDL_FreeSurface(draw->surface);
    draw->surface = NULL;
    draw->own_surface = false;
    set_size(draw, across, down, design_width);
    fonts_scale(draw->fonts, draw->scale);
    draw_dirty_all(draw);
    return take_surface(draw);
}

SDL_Rect draw_pixels(const struct draw *draw, struct box box)
{
    int left = (int)lround(box.x * draw->scale), top = (int)lround(box.y * draw->scale);
    int right = (int)lround((box.x + box.w) * draw->scale), bottom = (int)lround((box.y + box.h) * draw->scale);
    return (SDL_Rect){left, top, right - left, bottom - top};
}

/* Rectangles that touch become one; when the list is full, its last takes the rest in. */
static void add_dirty(struct draw *draw, SDL_Rect rect)
{
    for (int i = 0; i < draw->n_dirty; i++) {
        bool full = draw->n_dirty == DRAW_MAX_DIRTY && i == draw->n_dirty - 1;
        if (!full && !SDL_HasIntersection(&rect, &draw->dirty[i]))
            continue;
        SDL_UnionRect(&rect, &draw->dirty[i], &rect);
        draw->dirty[i] = draw->dirty[--draw->n_dirty];
        i = -1;
    }
    draw->dirty[draw->n_dirty++] = rect;
}

void draw_dirty(struct draw *draw, struct box box)
{
    SDL_Rect rect = draw_pixels(draw, box_inset(box, -1)), all = {0, 0, draw->across, draw->down};
    if (SDL_IntersectRect(&rect, &all, &rect))
        add_dirty(draw, rect);
}

void draw_dirty_all(struct draw *draw)
{
    draw->dirty[0] = (SDL_Rect){0, 0, draw->across, draw->down};
    draw->n_dirty = 1;
}

/* From a surface of our own to the window's; the result is where it lies there. */
static SDL_Rect hand_over(const struct draw *draw, SDL_Surface *screen, SDL_Rect rect)
{
    SDL_Rect to = turn_rect(rect, draw->across, draw->down, draw->turn), place = to;
    if (draw->turn == 0)
        SDL_BlitSurface(draw->surface, &rect, screen, &place);
    else if (screen->format->format == SDL_PIXELFORMAT_RGB888)
        turn_pixels(draw->surface, rect, draw->turn, screen, to.x, to.y);
    else {
        SDL_Surface *turned = SDL_CreateRGBSurfaceWithFormat(0, to.w, to.h, 32, SDL_PIXELFORMAT_RGB888);
        if (turned)
            turn_pixels(draw->surface, rect, draw->turn, turned, 0, 0);
        SDL_BlitSurface(turned, NULL, screen, &place);
        SDL_FreeSurface(turned);
    }
    return to;
}

static void show(struct draw *draw, const SDL_Rect *rects, int n)
{
    SDL_Rect handed[DRAW_MAX_DIRTY];
    SDL_Surface *screen = draw->window ? SDL_GetWindowSurface(draw->window) : NULL;
    if (!screen)
        return;
    for (int i = 0; draw->own_surface && i < n; i++)
        handed[i] = hand_over(draw, screen, rects[i]);
    SDL_UpdateWindowSurfaceRects(draw->window, draw->own_surface ? handed : rects, n);
}

bool draw_flush(struct draw *draw, void (*paint)(void *mine), void *mine)
{
    end_touching(draw);
    if (draw->n_dirty == 0 || take_surface(draw) < 0)
        return false;
    for (int i = 0; i < draw->n_dirty; i++) {
        SDL_SetClipRect(draw->surface, &draw->dirty[i]);
        paint(mine);
    }
    SDL_SetClipRect(draw->surface, NULL);
    show(draw, draw->dirty, draw->n_dirty);
    draw->n_dirty = 0;
    return true;
}

void draw_again(struct draw *draw)
{
    if (draw->n_dirty > 0)
        draw_dirty_all(draw);
    else if (take_surface(draw) == OK)
        show(draw, &(SDL_Rect){0, 0, draw->across, draw->down}, 1);
}

SDL_Rect draw_on_window(const struct draw *draw, struct box box)
{
    return turn_rect(draw_pixels(draw, box), draw->across, draw->down, draw->turn);
}

bool draw_visible(const struct draw *draw, struct box box)
{
    SDL_Rect rect = draw_pixels(draw, box_inset(box, -1));
    return SDL_HasIntersection(&rect, &draw->surface->clip_rect);
}

void draw_fill(struct draw *draw, struct box box, uint32_t colour)
{
    blend_fill(draw->surface, draw_pixels(draw, box), colour);
}

void draw_shade(struct draw *draw, struct box box, uint32_t colour, int alpha)
{
    SDL_Rect rect = draw_pixels(draw, box);
    if (!SDL_IntersectRect(&rect, &draw->surface->clip_rect, &rect))
        return;
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        uint32_t *row = blend_row(draw->surface, y);
        for (int x = rect.x; x < rect.x + rect.w; x++)
            row[x] = blend(row[x], colour, alpha);
    }
}

struct box box_inset(struct box box, int by)
{
    return (struct box){box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by};
}

struct box box_take_top(struct box *box, int height)
{
    struct box taken = {box->x, box->y, box->w, height};
    box->y += height;
    box->h -= height;
    return taken;
}

struct box box_take_bottom(struct box *box, int height)
{
    box->h -= height;
    return (struct box){box->x, box->y + box->h, box->w, height};
}

struct box box_take_left(struct box *box, int width)
{
    struct box taken = {box->x, box->y, width, box->h};
    box->x += width;
    box->w -= width;
    return taken;
}

bool box_has(struct box box, int x, int y)
{
    return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

bool box_overlaps(struct box a, struct box b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
