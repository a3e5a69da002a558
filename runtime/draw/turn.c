/* turn.c - see turn.h. In small squares: a row of the page is a column of the display, and a whole column of it would
 * leave the cache between two pixels. */
#include "draw/turn.h"

#include "draw/blend.h"

enum { SQUARE = 32 };

SDL_Rect turn_rect(SDL_Rect rect, int w, int h, int quarters)
{
    switch (quarters) {
    case 1:
        return (SDL_Rect){h - rect.y - rect.h, rect.x, rect.h, rect.w};
    case 2:
        return (SDL_Rect){w - rect.x - rect.w, h - rect.y - rect.h, rect.w, rect.h};
    case 3:
        return (SDL_Rect){rect.y, w - rect.x - rect.w, rect.h, rect.w};
    default:
        return rect;
    }
}

static void turn_square(const SDL_Surface *page, SDL_Rect rect, SDL_Rect square, int quarters, SDL_Surface *to,
                        SDL_Point at)
{
    for (int y = square.y; y < square.y + square.h; y++) {
        const uint32_t *row = blend_row(page, y);
        for (int x = square.x; x < square.x + square.w; x++) {
            SDL_Rect place = turn_rect((SDL_Rect){x - rect.x, y - rect.y, 1, 1}, rect.w, rect.h, quarters);
            blend_row(to, at.y + place.y)[at.x + place.x] = row[x];
        }
    }
}

void turn_pixels(const SDL_Surface *page, SDL_Rect rect, int quarters, SDL_Surface *to, int x, int y)
{
    for (int top = rect.y; top < rect.y + rect.h; top += SQUARE)
        for (int left = rect.x; left < rect.x + rect.w; left += SQUARE) {
            SDL_Rect square = {left, top, SQUARE, SQUARE};
            SDL_IntersectRect(&square, &rect, &square);
            turn_square(page, rect, square, quarters, to, (SDL_Point){x, y});
        }
}
