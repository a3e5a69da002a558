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

/* Where the pixels of each row come from, which is alike in all. Turn memory. */
static const struct place *places_across(const struct photo *photo, SDL_Rect box, SDL_Rect part)
{
    struct place *places = turn_alloc((size_t)part.w * sizeof *places);
    for (int i = 0; i < part.w; i++) {
        int x = part.x + i - box.x;
        places[i] = place_of(photo->mirror ? box.w - 1 - x : x, box.w, photo->width);
    }
    return places;
}

static void draw_row(uint32_t *to, int n, const struct photo *photo, struct place y, const struct place *places)
{
    const uint8_t *above = photo->rgb + (size_t)y.at * (size_t)photo->width * 3;
    const uint8_t *below = photo->rgb + (size_t)y.next * (size_t)photo->width * 3;
    for (int x = 0; x < n; x++) {
        struct place p = places[x];
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
    const struct place *places = places_across(photo, all, part);
    for (int y = part.y; y < part.y + part.h; y++)
        draw_row(blend_row(draw->surface, y) + part.x, part.w, photo, place_of(y - all.y, all.h, photo->height),
                 places);
}
