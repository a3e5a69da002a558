/* blend.h - one pixel over another; for the files of this room. */
#ifndef DRAW_BLEND_H
#define DRAW_BLEND_H

#include <SDL.h>
#include <math.h>

/* alpha 0 to 255; both red-blue and green at once, which is exact enough: the error is below one step in 255. */
static inline uint32_t blend(uint32_t under, uint32_t over, int alpha)
{
    uint32_t a = (uint32_t)alpha + ((uint32_t)alpha >> 7);
    uint32_t red_blue = ((over & 0xff00ff) * a + (under & 0xff00ff) * (256 - a)) >> 8;
    uint32_t green = ((over & 0x00ff00) * a + (under & 0x00ff00) * (256 - a)) >> 8;
    return (red_blue & 0xff00ff) | (green & 0x00ff00);
}

static inline uint32_t *blend_row(const SDL_Surface *surface, int y)
{
    return (uint32_t *)(void *)((char *)surface->pixels + (ptrdiff_t)y * surface->pitch);
}

/* hypot() without its care for numbers that no screen has: five times faster. */
static inline double span(double x, double y)
{
    return sqrt(x * x + y * y);
}

#endif
