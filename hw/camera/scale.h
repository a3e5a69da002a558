/* scale.h - rows of a picture, one after another, into a smaller one: the mean of the pixels that fall together. */
#ifndef CAMERA_SCALE_H
#define CAMERA_SCALE_H

#include <stddef.h>
#include <stdint.h>

enum { SCALE_ACROSS = 4096 }; /* the widest and highest picture that is taken */

/* The largest picture wanted; cut: of exactly that form, from the middle, or else whole. */
struct shape {
    uint32_t width, height;
    int cut;
};

struct scaler {
    uint32_t width, height; /* of the result */
    /* kept */
    uint32_t left, top, across, down; /* the part of the source that is used */
    uint32_t row, n_rows;             /* the row of the source that comes next; rows in the sums */
    uint8_t *to;
    uint32_t ends[SCALE_ACROSS]; /* of the source's pixels that become one of the result */
    uint32_t sums[SCALE_ACROSS * 3];
};

/* How a picture of that size becomes one of that shape: sets width, height and what is used. Never larger than it is.
 */
void scale_fit(struct scaler *scaler, struct shape shape, uint32_t width, uint32_t height);

/* 0 when the result does not fit into n bytes. */
int scale_begin(struct scaler *scaler, uint8_t *to, size_t n);
void scale_row(struct scaler *scaler, const uint8_t *rgb);

/* True when all rows have come. */
int scale_whole(const struct scaler *scaler);

#endif
