/* turn.h - quarter turns, clockwise, from the page to a display that hangs on its side or upside down. */
#ifndef DRAW_TURN_H
#define DRAW_TURN_H

#include <SDL.h>

/* Where a rectangle of a page of w by h pixels lies on the display. */
SDL_Rect turn_rect(SDL_Rect rect, int w, int h, int quarters);

/* The pixels of a rectangle of the page, turned, onto `to` at x and y. Both have 32 bits a pixel. */
void turn_pixels(const SDL_Surface *page, SDL_Rect rect, int quarters, SDL_Surface *to, int x, int y);

#endif
