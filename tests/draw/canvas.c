/* The canvas: only what is dirty is painted, shapes stay in their boxes, QR codes hold whole modules. */
#include "draw/pattern.h"
#include "draw/turn.h"
#include "draw/shape.h"
#include "draw/text.h"

#include "draw/fonts.h"
#include "test.h"

#include <unistd.h>

static struct draw *draw;
static int paints;

static uint32_t pixel(int x, int y)
{
    return ((uint32_t *)(void *)((char *)draw->surface->pixels + y * draw->surface->pitch))[x] & 0xffffff;
}

static void paint_red(void *mine)
{
    (void)mine;
    paints++;
    draw_fill(draw, (struct box){0, 0, 1080, 1920}, 0xff0000);
}

static void test_dirty(void)
{
    check(draw_flush(draw, paint_red, NULL));
    check(paints == 1);
    check(!draw_flush(draw, paint_red, NULL));
    check(paints == 1);
    draw_fill(draw, (struct box){0, 0, 1080, 1920}, 0x000000);
    draw_dirty(draw, (struct box){100, 100, 50, 50});
    draw_dirty(draw, (struct box){800, 800, 50, 50});
    draw_dirty(draw, (struct box){120, 120, 50, 50});
    check(draw->n_dirty == 2);
    check(draw_flush(draw, paint_red, NULL));
    check(paints == 3);
    check(pixel(60, 60) == 0xff0000);
    check(pixel(200, 200) == 0x000000);
    for (int i = 0; i < 60; i++)
        draw_dirty(draw, (struct box){(i % 8) * 120, (i / 8) * 200, 20, 20});
    check(draw->n_dirty <= DRAW_MAX_DIRTY);
    draw_flush(draw, paint_red, NULL);
    draw_dirty(draw, (struct box){5000, 5000, 10, 10});
    check(draw->n_dirty == 0);
}

static void test_shapes(void)
{
    draw_fill(draw, (struct box){0, 0, 1080, 1920}, 0xffffff);
    draw_card(draw, (struct box){100, 100, 400, 200}, 40, 0x00ff00, 0x0000ff, 6);
    check(pixel(50, 50) == 0xffffff);   /* the corner is round */
    check(pixel(150, 51) == 0x0000ff);  /* the edge */
    check(pixel(150, 100) == 0x00ff00); /* the inside */
    check(pixel(251, 100) == 0xffffff); /* beyond */
    draw_disc(draw, 600, 600, 50, 0xff0000);
    check(pixel(300, 300) == 0xff0000 && pixel(300 + 26, 300) == 0xffffff);
    draw_arc(draw, 600, 1000, 100, 20, 250, 0xff0000);
    check(pixel(300 + 35, 500 - 35) == 0xff0000); /* half past one is swept */
    check(pixel(300 - 35, 500 - 35) == 0xffffff); /* half past ten is not */
    draw_line(draw, 100, 1500, 300, 1500, 10, 0x123456);
    check(pixel(100, 750) == 0x123456);
}

/* Rows are covered in runs from the left; a run too long would show on the right. */
static void test_mirror(void)
{
    int lopsided = 0, covered = 0;
    draw_fill(draw, (struct box){0, 0, 400, 400}, 0xffffff);
    draw_disc(draw, 200, 200, 90, 0x000000);
    for (int y = 50; y < 150; y++)
        for (int x = 50; x < 100; x++) {
            lopsided += pixel(x, y) != pixel(199 - x, y) || pixel(x, y) != pixel(x, 199 - y);
            covered += 2 * (pixel(x, y) == 0x000000);
        }
    check(lopsided == 0);
    check(covered > 6000 && covered < 6362); /* pi times 45 times 45, less the edge */
}

static void test_shade(void)
{
    draw_fill(draw, (struct box){0, 0, 200, 200}, 0xffffff);
    draw_shade(draw, (struct box){0, 0, 100, 100}, 0x000000, 128);
    check((pixel(10, 10) & 0xff) > 120 && (pixel(10, 10) & 0xff) < 135);
    check(pixel(80, 80) == 0xffffff);
}

static void test_qr(void)
{
    check(draw_qr(draw, (struct box){0, 0, 400, 400}, "http://127.0.0.1/n/2026-05-14/A027") == OK);
    check(pixel(1, 1) == 0xffffff);
    int black = 0;
    for (int y = 0; y < 200; y++)
        for (int x = 0; x < 200; x++) {
            check(pixel(x, y) == 0x000000 || pixel(x, y) == 0xffffff);
            black += pixel(x, y) == 0;
        }
    check(black > 5000 && black < 25000);
}

/* Corners of four colours, and a mark that lies between the squares that are turned at a time. */
static void paint_corners(void *mine)
{
    struct draw *to = mine;
    draw_fill(to, (struct box){0, 0, 1080, 1920}, 0xffffff);
    draw_fill(to, (struct box){0, 0, 100, 100}, 0xff0000);
    draw_fill(to, (struct box){980, 0, 100, 100}, 0x00ff00);
    draw_fill(to, (struct box){980, 1820, 100, 100}, 0x0000ff);
    draw_fill(to, (struct box){700, 900, 40, 20}, 0x123456);
}

static uint32_t pixel_of(const SDL_Surface *surface, int x, int y)
{
    return ((const uint32_t *)(const void *)((const char *)surface->pixels + (ptrdiff_t)y * surface->pitch))[x] &
           0xffffff;
}

/* Every pixel of the window is the one that the page has where the window's was before the turn. */
static void check_turned(const struct draw *turned, const SDL_Surface *screen)
{
    int wrong = 0;
    for (int y = 0; y < turned->down; y++)
        for (int x = 0; x < turned->across; x++) {
            SDL_Rect at = turn_rect((SDL_Rect){x, y, 1, 1}, turned->across, turned->down, turned->turn);
            wrong += pixel_of(screen, at.x, at.y) != pixel_of(turned->surface, x, y);
        }
    check(wrong == 0);
}

/* A window on a display that stands on its side, or upside down: all of it, a piece of it, and after another size. */
static void test_turned(const char *conf)
{
    static const int red_corner[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    must(SDL_Init(SDL_INIT_VIDEO) == 0);
    for (int turn = 0; turn < 4; turn++) {
        bool upright = turn % 2 == 0;
        struct box window = {0, 0, upright ? 270 : 480, upright ? 480 : 270};
        struct draw *turned = draw_open("turned", window, turn, 1080, conf);
        must(turned != NULL);
        check(turned->across == 270 && turned->down == 480);
        check(draw_flush(turned, paint_corners, turned));
        SDL_Surface *screen = SDL_GetWindowSurface(turned->window);
        check(pixel_of(screen, red_corner[turn][0] * (screen->w - 1), red_corner[turn][1] * (screen->h - 1)) ==
              0xff0000);
        check_turned(turned, screen);
        SDL_FillRect(screen, NULL, 0);
        draw_dirty(turned, (struct box){690, 890, 60, 40});
        check(draw_flush(turned, paint_corners, turned));
        SDL_Rect mark = draw_on_window(turned, (struct box){700, 900, 40, 20});
        check(pixel_of(screen, mark.x, mark.y) == 0x123456 && pixel_of(screen, 135, 135) == 0);
        SDL_SetWindowSize(turned->window, window.h, window.w);
        check(draw_resize(turned, 480, 270, 1920) == OK && turned->height == 1080);
        check(draw_flush(turned, paint_corners, turned));
        check_turned(turned, SDL_GetWindowSurface(turned->window));
        draw_close(turned);
    }
    SDL_Quit();
}

int main(void)
{
    char conf[64];
    snprintf(conf, sizeof conf, "/tmp/canvas-%d.conf", getpid());
    fonts_write(conf);
    draw = draw_picture(540, 960, 1080, conf);
    if (!draw)
        return 1;
    check(draw->height == 1920);
    test_dirty();
    test_shapes();
    test_mirror();
    test_shade();
    test_qr();
    draw_close(draw);
    test_turned(conf);
    unlink(conf);
    return test_end();
}
