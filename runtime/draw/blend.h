/* blend.h - pixels over pixels; for the files of this room. */
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

/* So many pixels of one colour. */
static inline void blend_run(uint32_t *to, uint32_t colour, int n)
{
    for (int i = 0; i < n; i++)
        to[i] = colour;
}

/* What of the rectangle lies in the clip. SDL_FillRect() would write past the cache, and what is painted on it and sent
 * to the display next would come back from memory. */
static inline void blend_fill(SDL_Surface *surface, SDL_Rect rect, uint32_t colour)
{
    if (!SDL_IntersectRect(&rect, &surface->clip_rect, &rect))
        return;
    for (int y = rect.y; y < rect.y + rect.h; y++)
        blend_run(blend_row(surface, y) + rect.x, colour, rect.w);
}

/* hypot() without its care for numbers that no screen has: five times faster. */
static inline double span(double x, double y)
{
    return sqrt(x * x + y * y);
}

#endif
