/* pictures.h - what a camera takes where there is none: one picture, of nothing but its size. */
#ifndef KIT_PICTURES_H
#define KIT_PICTURES_H

#include "base/json.h"

/* The answer to a photo or a document (new). */
json_t *picture_sample(void);

/* A letter as core would write it: with the picture where such an answer stands (new); NULL, and *why. */
json_t *pictures_fill(const json_t *data, const char **why);

#endif
