/* The three screens without a display: laid, painted, and walked through by fingers. */
#define _GNU_SOURCE
#include "three.h"

#include "draw/fonts.h"
#include "test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct window window;
static struct site site;
static char folder[64];

static void finger(uint32_t type, int x, int y)
{
    SDL_Event event = {.tfinger = {.type = type, .x = ((float)x + 0.5f) / 1080, .y = ((float)y + 0.5f) / 1920}};
    if (window_event(&window, &event))
        window_show(&window);
}

static void tap(int x, int y)
{
    finger(SDL_FINGERDOWN, x, y);
    finger(SDL_FINGERUP, x, y);
}

static uint32_t pixel(int x, int y)
{
    const SDL_Surface *surface = window.draw->surface;
    return ((const uint32_t *)surface->pixels)[y * surface->pitch / 4 + x] & 0xffffff;
}

static bool has_ink(SDL_Rect in)
{
    for (int y = in.y; y < in.y + in.h; y++)
        for (int x = in.x; x < in.x + in.w; x++)
            if (pixel(x, y) != pixel(in.x, in.y))
                return true;
    return false;
}

static const char *kind(void)
{
    return window.plans[window.shown].kind;
}

static void test_home(void)
{
    check_text(kind(), "home");
    check(pixel(8, 8) == 0x12355b && pixel(8, 170) == 0xeef2f6 && pixel(8, 1726) == 0xdde3ea);
    check(pixel(200, 320) == 0xc0392b && pixel(880, 1400) == 0x6c5ce7);
    check(has_ink((SDL_Rect){50, 405, 300, 44}) && has_ink((SDL_Rect){860, 40, 190, 90}));
    finger(SDL_FINGERDOWN, 400, 600);
    check(pixel(390, 590) != 0xffffff);
    finger(SDL_FINGERUP, 1000, 1700); /* let go elsewhere: a change of mind */
    check(pixel(390, 590) == 0xffffff);
    check_text(kind(), "home");
}

static void test_form(void)
{
    tap(200, 380);
    check_text(kind(), "form");
    check(pixel(46, 1016) == 0xffffff && has_ink((SDL_Rect){50, 1030, 74, 80}));
    check(pixel(41, 227) == 0x1f6fb2 && pixel(41, 357) == 0x9aa8b5 && !has_ink((SDL_Rect){50, 236, 900, 50}));
    finger(SDL_FINGERDOWN, 187, 1205); /* w: there while the finger is still on it */
    check(has_ink((SDL_Rect){50, 236, 900, 50}) && pixel(146, 1151) != 0xffffff);
    finger(SDL_FINGERUP, 187, 1205);
    tap(987, 1340);
    check(!has_ink((SDL_Rect){50, 236, 900, 50}));
    tap(500, 390);
    check(pixel(41, 357) == 0x1f6fb2 && pixel(41, 227) == 0x9aa8b5);
    tap(87, 1070);
    check(has_ink((SDL_Rect){50, 366, 900, 50}));
}

static void test_confirm(void)
{
    tap(888, 1820);
    check_text(kind(), "confirm");
    check(has_ink((SDL_Rect){40, 220, 300, 40}) && has_ink((SDL_Rect){40, 414, 300, 42}));
    tap(200, 1820);
    check_text(kind(), "form");
    tap(888, 1820);
    tap(888, 1820);
    check_text(kind(), "home");
}

int main(void)
{
    static char name[] = "smoke", option[] = "--run";
    char *arguments[] = {name, option, folder, NULL};
    snprintf(folder, sizeof folder, "/tmp/three-%d", getpid());
    mkdir(folder, 0700);
    mkdir(turn_text("%s/share", folder), 0700);
    fclose(fopen(turn_text("%s/site.conf", folder), "w"));
    fonts_write(turn_text("%s/share/fonts.conf", folder));
    site_start(&site, 3, arguments, "");
    must(window_open(&window, &site, &three_face, true) == OK);
    window_show(&window);
    test_home();
    test_form();
    test_confirm();
    window_close(&window);
    unlink(turn_text("%s/share/fonts.conf", folder));
    unlink(turn_text("%s/site.conf", folder));
    rmdir(turn_text("%s/share", folder));
    rmdir(folder);
    site_free(&site);
    turn_end();
    return test_end();
}
