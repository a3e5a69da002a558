/* photo.c - see photo.h. Between four pixels of the picture there is their mean, in 256 steps; whole numbers only,
 * since a large preview is drawn eight times a second on a slow machine. */
#include "draw/photo.h"

#include "draw/blend.h"

/* A place in a row of pixels: the one before it, and how far it is to the next, of 256. */
struct place {
    int at, next, part;
};

static struct place place_of(int pixel, int pixels, int of)
{
    int64_t middle = ((int64_t)(2 * pixel + 1) * of * 128) / pixels - 128;
    if (middle < 0)
        middle = 0;
    int at = (int)(middle >> 8), last = of - 1;
    return (struct place){at < last ? at : last, at < last ? at + 1 : last, (int)(middle & 255)};
}

static unsigned mix(const uint8_t *a, const uint8_t *b, int part)
{
    return (unsigned)(*a * (256 - part) + *b * part);
}

static void draw_row(uint32_t *to, const struct photo *photo, struct place y, SDL_Rect box, SDL_Rect part)
{
    const uint8_t *above = photo->rgb + (size_t)y.at * (size_t)photo->width * 3;
    const uint8_t *below = photo->rgb + (size_t)y.next * (size_t)photo->width * 3;
    for (int x = part.x; x < part.x + part.w; x++) {
        int across = photo->mirror ? box.w - 1 - (x - box.x) : x - box.x;
        struct place p = place_of(across, box.w, photo->width);
        uint32_t colour = 0;
        for (int i = 0; i < 3; i++) {
            unsigned over = mix(above + p.at * 3 + i, above + p.next * 3 + i, p.part);
            unsigned under = mix(below + p.at * 3 + i, below + p.next * 3 + i, p.part);
            colour = colour << 8 | (over * (256u - (unsigned)y.part) + under * (unsigned)y.part) >> 16;
        }
        to[x] = colour;
    }
}

void draw_photo(struct draw *draw, struct box box, const struct photo *photo)
{
    SDL_Rect all = draw_pixels(draw, box), part;
    if (all.w < 1 || all.h < 1 || !SDL_IntersectRect(&all, &draw->surface->clip_rect, &part))
        return;
    for (int y = part.y; y < part.y + part.h; y++)
        draw_row(blend_row(draw->surface, y), photo, place_of(y - all.y, all.h, photo->height), all, part);
}
