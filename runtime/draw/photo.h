/* photo.h - rows of RGB, three bytes a pixel, made as large as a box. */
#ifndef DRAW_PHOTO_H
#define DRAW_PHOTO_H

#include "draw/draw.h"

struct photo {
    const uint8_t *rgb;
    int width, height;
    bool mirror; /* left is right, as people know themselves */
};

void draw_photo(struct draw *draw, struct box box, const struct photo *photo);

#endif
